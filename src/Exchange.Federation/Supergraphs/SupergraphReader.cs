using Exchange.Federation.Composition;
using Exchange.GraphQL;
using Exchange.GraphQL.Costs;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Supergraphs;

/// <summary>
/// Reads supergraph documents (Apollo Federation, join specification v0.3 to v0.5). Stateless and safe to share between threads.
/// </summary>
public static class SupergraphReader
{
    /// <summary>The document is not GraphQL, or too large.</summary>
    public const string Syntax = "SUPERGRAPH_SYNTAX";

    /// <summary>The document is GraphQL, but not that of a supergraph.</summary>
    public const string NotASupergraph = "NOT_A_SUPERGRAPH";

    /// <summary>The document needs a specification that the hub does not know.</summary>
    public const string UnknownSpecification = "UNKNOWN_SPECIFICATION";

    /// <summary>A part of the document breaks a rule of GraphQL or of the join specification.</summary>
    public const string Invalid = "INVALID_SUPERGRAPH";

    private static readonly ParserLimits Limits = ParserLimits.Unlimited with { MaxBytes = 32 * 1024 * 1024 };

    /// <summary>
    /// Reads <paramref name="sdl"/>; every mistake is reported at once, with its place. Never throws for what is in it.
    /// </summary>
    public static SupergraphReading Read(string sdl)
    {
        ArgumentNullException.ThrowIfNull(sdl);
        try
        {
            return Read(GraphQLParser.Parse(sdl, Limits));
        }
        catch (GraphQLException refusal)
        {
            return new SupergraphReading(null, [.. refusal.Errors.Select(error => Located(Syntax, error))]);
        }
    }

    private static SupergraphReading Read(Document document)
    {
        var errors = new List<CompositionError>();
        var links = SupergraphLinks.Of(document);
        errors.AddRange(links.Unknown.Select(url => new CompositionError(
            UnknownSpecification,
            $"The supergraph must not be executed without \"{url}\", which the hub does not know. Compose it without that.",
            null,
            null)));
        var graphs = JoinGraphs.Of(document, errors);
        if (errors.Count > 0)
        {
            return new SupergraphReading(null, errors);
        }

        var definitions = new PublicDefinitions(document, links);
        var full = Build(definitions.Take(withInaccessible: true), errors);
        var seen = full is null ? null : Build(definitions.Take(withInaccessible: false), errors);
        if (full is null || seen is null)
        {
            return new SupergraphReading(null, errors);
        }

        var costs = new CostModelBuilder();
        foreach (var type in definitions.Types)
        {
            costs.Add(type, links.Canonical);
        }

        errors.AddRange(costs.Mistakes.Select(mistake => new CompositionError(
            Invalid, $"At \"{mistake.Coordinate}\" {mistake.Problem}.", null, mistake.Coordinate)));
        var types = new TypeJoinReader(definitions.Types, full, graphs, errors).Read();
        return errors.Count > 0
            ? new SupergraphReading(null, errors)
            : new SupergraphReading(new Supergraph(seen, full, costs.Build(), graphs.Subgraphs, types), []);
    }

    private static Schema? Build(Document document, List<CompositionError> errors)
    {
        try
        {
            return SchemaBuilder.Build(document);
        }
        catch (GraphQLException refusal)
        {
            errors.AddRange(refusal.Errors.Select(error => Located(Invalid, error)));
            return null;
        }
    }

    private static CompositionError Located(string code, GraphQLError error)
    {
        var place = error.Locations.Count == 0 ? "" : $"line {error.Locations[0].Line}, column {error.Locations[0].Column}: ";
        return new CompositionError(code, place + error.Message, null, null);
    }
}

/// <summary>A supergraph, or every mistake of its document.</summary>
/// <param name="Supergraph">The supergraph; null when there are errors.</param>
/// <param name="Errors">The mistakes.</param>
public sealed record SupergraphReading(Supergraph? Supergraph, IReadOnlyList<CompositionError> Errors);
