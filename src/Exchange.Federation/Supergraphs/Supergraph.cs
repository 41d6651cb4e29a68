using Exchange.GraphQL.Costs;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Supergraphs;

/// <summary>
/// A composed graph: what callers see, and which subgraph resolves what (Apollo Federation, join specification v0.3 to v0.5).
/// Read by <see cref="SupergraphReader"/>. Immutable; safe to share between threads.
/// </summary>
public sealed class Supergraph
{
    private readonly Dictionary<string, SupergraphType> _types;

    internal Supergraph(
        Schema schema, Schema full, CostModel costs, IReadOnlyList<JoinedSubgraph> subgraphs, IEnumerable<SupergraphType> types)
    {
        Schema = schema;
        Full = full;
        Costs = costs;
        Subgraphs = subgraphs;
        _types = types.ToDictionary(type => type.Name, StringComparer.Ordinal);
    }

    /// <summary>The schema that callers query: without what is <c>@inaccessible</c> and without the machinery.</summary>
    public Schema Schema { get; }

    /// <summary>The schema with what is <c>@inaccessible</c>: keys and required fields may be.</summary>
    public Schema Full { get; }

    /// <summary>What its fields cost, by <c>@cost</c> and <c>@listSize</c>.</summary>
    public CostModel Costs { get; }

    /// <summary>The subgraphs; a subgraph is named by its position here.</summary>
    public IReadOnlyList<JoinedSubgraph> Subgraphs { get; }

    /// <summary>The types of <see cref="Full"/> that stand in a subgraph.</summary>
    public IReadOnlyCollection<SupergraphType> Types => _types.Values;

    /// <summary>Who resolves the type of that name; null for built-in scalars and unknown names.</summary>
    public SupergraphType? Type(string name) => _types.GetValueOrDefault(name);
}

/// <summary>A subgraph of a supergraph.</summary>
/// <param name="Index">Its position.</param>
/// <param name="Name">Its name as its department gave it.</param>
/// <param name="Url">Where it is served; empty where the document does not say.</param>
public sealed record JoinedSubgraph(int Index, string Name, string Url);
