using Exchange.Federation.Governed.Departments;
using Exchange.GraphQL.Costs;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Governed.Composition;

/// <summary>A type that departments share by key: composed from <c>@key</c>.</summary>
/// <param name="Name">The object type.</param>
/// <param name="KeyField">The one field that identifies it towards departments.</param>
/// <param name="Home">The department that says whether a key exists; null where none does.</param>
public sealed record EntityType(string Name, string KeyField, string? Home);

/// <summary>The composed graph: what callers see and who resolves what. Immutable; safe to share between threads.</summary>
public sealed class GovernedGraph
{
    /// <summary>The name under which the hub's own fields (<c>Query.me</c>, <c>Person.pid</c>) are owned.</summary>
    public const string Hub = "exchange";

    private readonly Dictionary<string, EntityType> _entities;
    private readonly Dictionary<(string Type, string Field), string> _owners;
    private readonly IReadOnlyDictionary<(string Type, string Field), FieldJoin> _joins;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<AccessRequirement>> _requirements;

    internal GovernedGraph(
        Schema schema, CostModel costs, IEnumerable<EntityType> entities, Dictionary<(string Type, string Field), string> owners)
    {
        Schema = schema;
        Costs = costs;
        _entities = entities.ToDictionary(entity => entity.Name, StringComparer.Ordinal);
        _owners = owners;
        _joins = new Dictionary<(string Type, string Field), FieldJoin>();
        _requirements = new Dictionary<string, IReadOnlyList<AccessRequirement>>();
    }

    private GovernedGraph(
        GovernedGraph graph,
        IReadOnlyDictionary<(string Type, string Field), FieldJoin> joins,
        IReadOnlyDictionary<string, IReadOnlyList<AccessRequirement>> requirements)
        : this(graph.Schema, graph.Costs, graph._entities.Values, graph._owners)
    {
        _joins = joins;
        _requirements = requirements;
    }

    /// <summary>The schema that callers query.</summary>
    public Schema Schema { get; }

    /// <summary>What its fields cost, by the subgraphs' <c>@cost</c> and <c>@listSize</c>; callers do not see these.</summary>
    public CostModel Costs { get; }

    /// <summary>The entity of that type name, or null for value objects, abstract and root types.</summary>
    public EntityType? Entity(string typeName) => _entities.GetValueOrDefault(typeName);

    /// <summary>
    /// The one department that resolves a field of an entity or root type, or null where none does alone
    /// (fields of value objects belong to the department of the field that holds them; a merged list has several owners).
    /// </summary>
    public string? Owner(string typeName, string fieldName) => _owners.GetValueOrDefault((typeName, fieldName));

    /// <summary>How the owner of an entity's field is asked for it; null where the entity's own key is all that it takes.</summary>
    public FieldJoin? Join(string typeName, string fieldName) => _joins.GetValueOrDefault((typeName, fieldName));

    /// <summary>What the owner's own schema demands of whoever reads a governed coordinate; empty for nothing.</summary>
    public IReadOnlyList<AccessRequirement> Requirements(string coordinate) => _requirements.GetValueOrDefault(coordinate) ?? [];

    internal IEnumerable<EntityType> Entities => _entities.Values;

    internal GovernedGraph Joined(
        IReadOnlyDictionary<(string Type, string Field), FieldJoin> joins, IReadOnlyDictionary<string, List<AccessRequirement>> requirements) =>
        new(this, joins, requirements.ToDictionary(
            entry => entry.Key, entry => (IReadOnlyList<AccessRequirement>)[.. entry.Value.Distinct()], StringComparer.Ordinal));
}
