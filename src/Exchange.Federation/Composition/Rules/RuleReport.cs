using Exchange.Federation.Composition.Subgraphs;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Rules;

/// <summary>Reports mistakes of one subgraph at their place.</summary>
internal sealed class RuleReport(SubgraphSchema schema, ErrorList errors)
{
    /// <summary>A mistake of an element.</summary>
    public void Add(string code, SubgraphElement element, string message, string? hint = null) =>
        errors.Add(code, message, schema.Name, element.Coordinate, element.Location, hint);

    /// <summary>A mistake of a directive on an element.</summary>
    public void Add(string code, SubgraphElement element, DirectiveUse use, string problem) =>
        errors.Add(code, $"On \"{element.Coordinate}\", for {Text(use)}: {problem}", schema.Name, element.Coordinate, use.Node.Location);

    /// <summary>A mistake of the subgraph as a whole.</summary>
    public void Add(string code, SourceLocation location, string message) => errors.Add(code, message, schema.Name, null, location);

    private static string Text(DirectiveUse use) => DocumentPrinter.Print(use.Node, PrintLayout.Compact);
}
