namespace Exchange.Policy.Standard;

/// <summary>What a type of the data standard becomes in the graph.</summary>
public enum StandardTypeKind : byte
{
    /// <summary>An object with a key that departments share.</summary>
    Entity,

    /// <summary>What several entities have in common.</summary>
    Interface,

    /// <summary>An object without a key; its leaves are governed through the field that holds it.</summary>
    Value,

    /// <summary>A query or subscription root.</summary>
    Root,

    /// <summary>A fixed list of codes.</summary>
    Enum,

    /// <summary>A leaf with a form of its own.</summary>
    Scalar,

    /// <summary>A page of a list, its edges and page information: transparent to coordinates.</summary>
    Connection,
}

/// <summary>A type of the data standard, in the form from which the graph is generated.</summary>
public sealed record StandardType
{
    /// <summary>The name in the graph.</summary>
    public required string Name { get; init; }

    /// <summary>What it becomes.</summary>
    public required StandardTypeKind Kind { get; init; }

    /// <summary>The description that callers see, or null.</summary>
    public string? Description { get; init; }

    /// <summary>The fields in order; empty for enums and scalars.</summary>
    public IReadOnlyList<StandardProperty> Properties { get; init; } = [];

    /// <summary>The values of an enum, in order.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The key field of an entity; null otherwise.</summary>
    public string? Key { get; init; }

    /// <summary>The department that says whether a key of this entity exists; null where none does.</summary>
    public DepartmentId? Home { get; init; }

    /// <summary>The interface it implements, or null.</summary>
    public string? Implements { get; init; }

    /// <summary>What one object costs an operation; null for what its kind costs.</summary>
    public int? Cost { get; init; }
}

/// <summary>A field of a type of the data standard.</summary>
public sealed record StandardProperty
{
    /// <summary>The name in the graph.</summary>
    public required string Name { get; init; }

    /// <summary>The named type of the value or of the list's items.</summary>
    public required string Type { get; init; }

    /// <summary>Whether the value is a list.</summary>
    public bool IsList { get; init; }

    /// <summary>Whether items of the list may be null.</summary>
    public bool ItemsNullable { get; init; }

    /// <summary>Whether the value is never null.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The description that callers see, or null.</summary>
    public string? Description { get; init; }

    /// <summary>The arguments in order.</summary>
    public IReadOnlyList<StandardArgument> Arguments { get; init; } = [];

    /// <summary>The one owner where the type's fields have several; null for value objects and interfaces.</summary>
    public DepartmentId? Owner { get; init; }

    /// <summary>What one value costs an operation; null for what its type costs.</summary>
    public int? Cost { get; init; }

    /// <summary>How long the list is taken to be; null where nothing is said, and where the value is no list.</summary>
    public StandardListSize? ListSize { get; init; }

    /// <summary>What the rows of a list of counts must not tell; null for anything else.</summary>
    public StandardStatistics? Statistics { get; init; }

    /// <summary>The type as GraphQL writes it, for example <c>[Person]</c>.</summary>
    public string GraphType
    {
        get
        {
            var inner = IsList ? $"[{Type}{(ItemsNullable ? "" : "!")}]" : Type;
            return IsRequired ? inner + "!" : inner;
        }
    }
}

/// <summary>How long a list is taken to be before it is fetched.</summary>
/// <param name="Assumed">Its length where no argument bounds it; null for the graph's own assumption.</param>
/// <param name="Arguments">The arguments that bound it: a number, or the list of what is looked up.</param>
/// <param name="Fields">The fields of its value that are lists of this length; empty where the value is the list.</param>
public sealed record StandardListSize(int? Assumed, IReadOnlyList<string> Arguments, IReadOnlyList<string> Fields);

/// <summary>A list of counts over whole months: which months of a cell are too small to be told.</summary>
/// <param name="Count">The field of a row that holds the count; its other fields name the cell.</param>
/// <param name="Smallest">The smallest count that is told; at least 2.</param>
/// <param name="Since">The threshold argument with the first day.</param>
/// <param name="Until">The threshold argument with the day after the last.</param>
public sealed record StandardStatistics(string Count, int Smallest, string Since, string Until);

/// <summary>An argument of a field.</summary>
/// <param name="Name">Its name.</param>
/// <param name="GraphType">Its type as GraphQL writes it.</param>
/// <param name="Default">The default as GraphQL writes it, or null.</param>
/// <param name="Governance">What it reads.</param>
public sealed record StandardArgument(string Name, string GraphType, string? Default, GovernedArgument Governance);
