namespace Exchange.FederationTests.Splits;

internal enum WorldKind
{
    Entity,
    Value,
    Interface,
    Union,
    Enum,
}

/// <summary>A type of the world.</summary>
internal sealed class WorldType(string name, WorldKind kind)
{
    public string Name { get; } = name;

    public WorldKind Kind { get; } = kind;

    /// <summary>The fields of an entity, value or interface, those of its interfaces included.</summary>
    public List<WorldField> Fields { get; } = [];

    /// <summary>The implementations of an interface, the members of a union, the values of an enum.</summary>
    public List<string> Members { get; init; } = [];

    /// <summary>The keys of an entity.</summary>
    public List<string> Keys { get; } = [];

    public WorldField Field(string name) => Fields.Single(field => field.Name == name);
}
