using Exchange.Federation.Planning.Needs;
using Exchange.Federation.Supergraphs;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Planning.Joins;

/// <summary>
/// Answers what a subgraph resolves, and how one gets into it: the rules of <c>@external</c>, <c>@provides</c>, <c>@override</c>,
/// <c>@key</c> and <c>@interfaceObject</c>. Used by one planning run, by one thread.
/// </summary>
internal sealed class JoinLookup(Supergraph graph, FetchPlannerLimits limits)
{
    private readonly Dictionary<(string, string, int), FieldJoin?> _fields = [];
    private readonly Dictionary<(string, int), Provided> _keys = [];

    /// <summary>The schema with everything in it.</summary>
    public Schema Full => graph.Full;

    /// <summary>How many subgraphs there are.</summary>
    public int Count => graph.Subgraphs.Count;

    /// <summary>The contexts of <c>@provides</c>.</summary>
    public ProvidedTable Provides { get; } = new();

    /// <summary>
    /// How a field of objects of <paramref name="type"/> stands in the subgraph, be it through an interface that is an object there; null
    /// where it does not.
    /// </summary>
    public FieldJoin? Field(ObjectType type, string field, int subgraph)
    {
        if (!_fields.TryGetValue((type.Name, field, subgraph), out var join))
        {
            join = graph.Type(type.Name)?.Field(field)?.Join(subgraph);
            foreach (var name in join is null ? InterfaceObjects(type, subgraph) : [])
            {
                join ??= graph.Type(name)?.Field(field)?.Join(subgraph);
            }

            _fields.Add((type.Name, field, subgraph), join);
        }

        return join;
    }

    /// <summary>How the subgraph can give the field, standing where <paramref name="provided"/> holds.</summary>
    public Resolution Resolve(ObjectType type, string field, int subgraph, Provided provided)
    {
        if (Field(type, field, subgraph) is not { } join)
        {
            return Resolution.None;
        }

        return IsResolved(join) || provided.Find(Full, type, field).Count > 0 ? Resolution.Full
            : Keys(type, subgraph).Find(Full, type, field).Count > 0 ? Resolution.AsKey
            : Resolution.None;
    }

    /// <summary>What has to be given to the subgraph for the field; null where nothing has to be, also where it is provided here.</summary>
    public SelectionSet? Requires(ObjectType type, string field, int subgraph, Provided provided) =>
        Field(type, field, subgraph) is { Requires: { } requires } && provided.Find(Full, type, field).Count == 0 ? requires : null;

    /// <summary>Where a plan stands below a field.</summary>
    public Standing Below(ObjectType type, string field, int subgraph, Provided provided, string? openedBy)
    {
        var join = Field(type, field, subgraph)!;
        var sets = provided.Find(Full, type, field).Concat(Keys(type, subgraph).Find(Full, type, field))
            .Select(node => node.SelectionSet).OfType<SelectionSet>().ToList();
        if (join.Provides is not null)
        {
            sets.Add(join.Provides);
        }

        return new Standing(subgraph, join.Type.Named.Name, Provides.Of(sets), openedBy);
    }

    /// <summary>Whether the subgraph declares the type only as an interface object: it does not know what its objects are.</summary>
    public bool IsInterfaceObject(string type, int subgraph) => graph.Type(type)?.Join(subgraph)?.IsInterfaceObject == true;

    /// <summary>Whether an object of that type can stand where the subgraph declares <paramref name="declared"/>.</summary>
    public bool IsPossible(string declared, ObjectType type, int subgraph)
    {
        if (declared == type.Name)
        {
            return true;
        }

        return graph.Type(declared)?.Join(subgraph) is { } join
            && (join.IsInterfaceObject
                ? Full.PossibleTypes(Full.Type(declared)!).Contains(type)
                : join.PossibleTypes.Any(possible => possible.Name == type.Name));
    }

    /// <summary>
    /// The ways into the subgraph for objects of that type, those first whose keys can never be null. Where the type is not known at run
    /// time (<paramref name="unknown"/> names the interface), the interface's own keys come first.
    /// </summary>
    public IReadOnlyList<Entry> Entries(ObjectType type, int subgraph, string? unknown)
    {
        if (IsRoot(type))
        {
            return graph.Type(type.Name)?.Join(subgraph) is null ? [] : [new Entry(subgraph, type.Name, null, NeedsTypeName: false)];
        }

        var entries = new List<Entry>();
        if (unknown is not null && IsPossible(unknown, type, subgraph))
        {
            entries.AddRange(Keyed(unknown, subgraph, needsTypeName: false));
        }

        entries.AddRange(Keyed(type.Name, subgraph, unknown is not null));
        foreach (var name in InterfaceObjects(type, subgraph).Where(name => name != unknown))
        {
            entries.AddRange(Keyed(name, subgraph, unknown is not null));
        }

        return [.. entries.OrderBy(entry => IsNeverNull(type, entry.Key!.Fields) ? 0 : 1)];
    }

    /// <summary>Whether the type is a root type, whose fields need no key.</summary>
    public bool IsRoot(ObjectType type) => type == Full.QueryType || type == Full.MutationType || type == Full.SubscriptionType;

    private IEnumerable<Entry> Keyed(string name, int subgraph, bool needsTypeName) =>
        (graph.Type(name)?.Join(subgraph)?.Keys ?? []).Where(key => key.IsResolvable).Select(key => new Entry(subgraph, name, key, needsTypeName));

    private IEnumerable<string> InterfaceObjects(ObjectType type, int subgraph) =>
        type.Interfaces.Select(one => one.Name).Where(name => IsInterfaceObject(name, subgraph));

    private bool IsResolved(FieldJoin join)
    {
        if (join.OverrideLabel is { } label)
        {
            var isOn = limits.ActiveLabels.Contains(label);
            return !join.IsExternal && isOn == join.OverriddenSubgraph.HasValue;
        }

        return !join.IsExternal && !join.IsOverridden;
    }

    private bool IsNeverNull(ObjectType type, SelectionSet key) =>
        JoiningFields.Of(Full, type, [key]).Values.All(nodes => type.Field(nodes[0].Name)?.Type.IsNonNull == true);

    private Provided Keys(ObjectType type, int subgraph)
    {
        if (!_keys.TryGetValue((type.Name, subgraph), out var keys))
        {
            var names = InterfaceObjects(type, subgraph).Prepend(type.Name);
            keys = Provides.Of([.. names.SelectMany(name => graph.Type(name)?.Join(subgraph)?.Keys ?? []).Select(key => key.Fields)]);
            _keys.Add((type.Name, subgraph), keys);
        }

        return keys;
    }
}
