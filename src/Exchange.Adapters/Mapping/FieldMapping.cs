namespace Exchange.Adapters.Mapping;

/// <summary>How a raw cell of a department becomes a value of the graph.</summary>
internal enum CellType : byte
{
    /// <summary>Text, translated through the code list where there is one.</summary>
    Text,

    /// <summary>The name of an enum value; the code list is required.</summary>
    Enum,

    /// <summary>A Boolean out of the codes listed as true and false.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a fraction.</summary>
    Number,

    /// <summary>A moment in the department's own format, delivered as RFC 3339.</summary>
    DateTime,

    /// <summary>A date in the department's own format, delivered as ISO 8601.</summary>
    Date,

    /// <summary>An amount in CNY, delivered as a decimal string.</summary>
    Money,
}

/// <summary>Where one field of the graph stands in a department's source. Immutable.</summary>
internal sealed record FieldMapping
{
    /// <summary>The field's name in the graph.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The column or (dotted) property it is read from; null for value objects and for counted rows. Of a list of value objects the property that
    /// holds them.
    /// </summary>
    public string? From { get; init; }

    /// <summary>How the cell is converted.</summary>
    public CellType Type { get; init; }

    /// <summary>The department's date format; null for ISO 8601.</summary>
    public string? Format { get; init; }

    /// <summary>What moments are in that say no offset from UTC.</summary>
    public TimeSpan UtcOffset { get; init; }

    /// <summary>The department's codes and what they mean in the graph; empty for none.</summary>
    public IReadOnlyDictionary<string, string> Codes { get; init; } = new Dictionary<string, string>();

    /// <summary>The fields of a value object; empty for leaves and links.</summary>
    public IReadOnlyList<FieldMapping> Fields { get; init; } = [];

    /// <summary>The entity type that a link leads to; null otherwise.</summary>
    public string? Link { get; init; }

    /// <summary>For a link: what each reduced level delivers instead of the key, by level name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<FieldMapping>> Reduced { get; init; } =
        new Dictionary<string, IReadOnlyList<FieldMapping>>();

    /// <summary>The rows of a second view that the field is read from; null where it stands in the entity's own view.</summary>
    public RowsMapping? Rows { get; init; }

    /// <summary>Whether the value is computed at the source: the person has reached the age in the argument <c>years</c>.</summary>
    public bool IsAgeAtLeast { get; init; }

    /// <summary>Whether this is a value object.</summary>
    public bool IsObject => Fields.Count > 0;

    /// <summary>Whether this is a list of value objects: of the rows of a second view, or of a property that holds them.</summary>
    public bool IsItems => IsObject && (From is not null || Rows is not null);
}

/// <summary>How the rows of a second view make one field.</summary>
internal enum RowsUse : byte
{
    /// <summary>The first row's value.</summary>
    First,

    /// <summary>A list with the value of every row.</summary>
    List,

    /// <summary>The number of rows.</summary>
    Count,
}

/// <summary>Rows of a second view.</summary>
/// <param name="View">The view.</param>
/// <param name="Key">The column that holds the entity's key.</param>
/// <param name="Use">What is made of the rows.</param>
/// <param name="WhereColumn">A column that selects rows; null for all rows.</param>
/// <param name="WhereValue">The value that it must hold.</param>
internal sealed record RowsMapping(string View, string Key, RowsUse Use, string? WhereColumn, string? WhereValue);
