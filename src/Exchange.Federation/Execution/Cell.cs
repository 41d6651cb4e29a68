namespace Exchange.Federation.Execution;

/// <summary>What a <see cref="Cell"/> holds.</summary>
internal enum CellKind : byte
{
    /// <summary>Nobody answered.</summary>
    Missing,

    /// <summary>JSON <c>null</c>.</summary>
    Null,

    /// <summary>A JSON string, with its quotes and escapes.</summary>
    Text,

    /// <summary>A JSON number.</summary>
    Number,

    /// <summary>JSON <c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A JSON array or object in the place of a leaf: what custom scalars may be.</summary>
    Composite,

    /// <summary>A list: where its items begin in the store, and how many.</summary>
    List,

    /// <summary>An object: its handle in the store.</summary>
    Object,

    /// <summary>An answer that does not have the shape of its type.</summary>
    Misshapen,
}

/// <summary>
/// One value of the result: a slice of the bytes of an answer for leaves, a place in the <see cref="CellStore"/> for lists and objects.
/// </summary>
internal struct Cell
{
    /// <summary>Where it begins: in the answer's bytes, or in the store.</summary>
    public int Start;

    /// <summary>Bytes of a leaf, items of a list.</summary>
    public int Length;

    /// <summary>The answer that the slice is of.</summary>
    public ushort Source;

    /// <summary>What it holds.</summary>
    public CellKind Kind;
}
