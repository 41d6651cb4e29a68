using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Supergraphs;

/// <summary>In which subgraphs a type stands, and how. Immutable.</summary>
public sealed class SupergraphType
{
    private readonly Dictionary<int, TypeJoin> _joins;
    private readonly Dictionary<string, SupergraphField> _fields;

    internal SupergraphType(NamedType type, IEnumerable<TypeJoin> joins, IEnumerable<SupergraphField> fields)
    {
        Type = type;
        _joins = joins.ToDictionary(join => join.Subgraph);
        _fields = fields.ToDictionary(field => field.Name, StringComparer.Ordinal);
    }

    /// <summary>The type in <see cref="Supergraph.Full"/>.</summary>
    public NamedType Type { get; }

    /// <summary>Its name.</summary>
    public string Name => Type.Name;

    /// <summary>One entry per subgraph that has the type.</summary>
    public IReadOnlyCollection<TypeJoin> Joins => _joins.Values;

    /// <summary>Its fields, for objects and interfaces.</summary>
    public IReadOnlyCollection<SupergraphField> Fields => _fields.Values;

    /// <summary>How the type stands in a subgraph; null where it does not.</summary>
    public TypeJoin? Join(int subgraph) => _joins.GetValueOrDefault(subgraph);

    /// <summary>The field of that name, or null.</summary>
    public SupergraphField? Field(string name) => _fields.GetValueOrDefault(name);
}

/// <summary>How a type stands in one subgraph.</summary>
/// <param name="Subgraph">The subgraph's position.</param>
/// <param name="Keys">Its keys there; several <c>@key</c> are several entries.</param>
/// <param name="IsInterfaceObject">Whether an interface of the supergraph is an object there (<c>@interfaceObject</c>).</param>
public sealed record TypeJoin(int Subgraph, IReadOnlyList<EntityKey> Keys, bool IsInterfaceObject)
{
    /// <summary>
    /// The object types that a value of this type can have as far as this subgraph knows: the type itself for an object, the implementations
    /// or members that stand in this subgraph for an interface or union. Empty for an interface object.
    /// </summary>
    public IReadOnlyList<ObjectType> PossibleTypes { get; init; } = [];

    /// <summary>The interfaces that it implements in this subgraph, by name.</summary>
    public IReadOnlyList<string> Interfaces { get; init; } = [];

    /// <summary>The values of an enum in this subgraph, by name; empty for other types.</summary>
    public IReadOnlyList<string> EnumValues { get; init; } = [];
}

/// <summary>A key of an entity in one subgraph.</summary>
/// <param name="Fields">The key's selection; without arguments, aliases and directives.</param>
/// <param name="IsResolvable">Whether that subgraph can be asked for the entity by it.</param>
public sealed record EntityKey(SelectionSet Fields, bool IsResolvable);

/// <summary>Which subgraphs declare a field, and how. Immutable.</summary>
public sealed class SupergraphField
{
    private readonly Dictionary<int, FieldJoin> _joins;

    internal SupergraphField(FieldDefinition definition, IEnumerable<FieldJoin> joins)
    {
        Definition = definition;
        _joins = joins.ToDictionary(join => join.Subgraph);
    }

    /// <summary>The field in <see cref="Supergraph.Full"/>.</summary>
    public FieldDefinition Definition { get; }

    /// <summary>Its name.</summary>
    public string Name => Definition.Name;

    /// <summary>One entry per subgraph that declares it, externals included.</summary>
    public IReadOnlyCollection<FieldJoin> Joins => _joins.Values;

    /// <summary>How the field stands in a subgraph; null where it does not.</summary>
    public FieldJoin? Join(int subgraph) => _joins.GetValueOrDefault(subgraph);
}

/// <summary>How a field stands in one subgraph.</summary>
/// <param name="Subgraph">The subgraph's position.</param>
/// <param name="Type">Its type there, which may be narrower than in the supergraph.</param>
public sealed record FieldJoin(int Subgraph, GraphQLType Type)
{
    /// <summary>What has to be fetched elsewhere and given to the subgraph first (<c>@requires</c>); may hold arguments and fragments.</summary>
    public SelectionSet? Requires { get; init; }

    /// <summary>What the subgraph can also resolve below this field, though it is external there otherwise (<c>@provides</c>).</summary>
    public SelectionSet? Provides { get; init; }

    /// <summary>
    /// Whether the subgraph only refers to the field (<c>@external</c>) and resolves it nowhere but under a <c>@provides</c> or as a part of
    /// the key by which it was asked.
    /// </summary>
    public bool IsExternal { get; init; }

    /// <summary>Whether another subgraph took the field over (<c>@override</c>) and it stays only for keys and interfaces.</summary>
    public bool IsOverridden { get; init; }

    /// <summary>
    /// The label of a progressive <c>@override</c>; null where the takeover is complete or there is none. While the label is off the
    /// subgraph that is taken over from resolves the field, while it is on the one that takes over.
    /// </summary>
    public string? OverrideLabel { get; init; }

    /// <summary>The subgraph, by position, that this one takes the field over from while <see cref="OverrideLabel"/> is on; null for none.</summary>
    public int? OverriddenSubgraph { get; init; }
}
