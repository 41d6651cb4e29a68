using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem.Building;

namespace Exchange.GraphQL.TypeSystem.Rules;

/// <summary>Section 4.1: names that begin with "__" belong to introspection; nothing else may be called so.</summary>
internal static class ReservedNamesRule
{
    private const string Rule = "ReservedNames";

    /// <summary>Checks the names that a document defines.</summary>
    public static void Check(Document document, SchemaErrors errors)
    {
        var names = document.Definitions.SelectMany(Names);
        foreach (var (name, node) in names.Where(named => named.Name.StartsWith("__", StringComparison.Ordinal)))
        {
            errors.Add(Rule, $"The name \"{name}\" begins with \"__\", which is reserved for introspection.", node.Location);
        }
    }

    private static IEnumerable<(string Name, SyntaxNode Node)> Names(Definition definition) => definition switch
    {
        ObjectDefinitionNode type => [(type.Name, type), .. type.Fields.SelectMany(Names)],
        InterfaceDefinitionNode type => [(type.Name, type), .. type.Fields.SelectMany(Names)],
        InputObjectDefinitionNode type => [(type.Name, type), .. type.Fields.SelectMany(Names)],
        EnumDefinitionNode type => [(type.Name, type), .. type.Values.SelectMany(Names)],
        TypeDefinitionNode type => [(type.Name, type)],
        DirectiveDefinitionNode directive => [(directive.Name, directive), .. directive.Arguments.SelectMany(Names)],
        FieldDefinitionNode field => [(field.Name, field), .. field.Arguments.SelectMany(Names)],
        InputValueNode input => [(input.Name, input)],
        EnumValueNode value => [(value.Name, value)],
        _ => [],
    };
}
