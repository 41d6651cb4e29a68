using System.Globalization;

namespace Exchange.GraphQL.Values;

/// <summary>The kinds of value a <see cref="Datum"/> can hold.</summary>
public enum DatumKind : byte
{
    /// <summary>GraphQL <c>null</c>; also the default of <see cref="Datum"/>.</summary>
    Null,

    /// <summary>A Boolean.</summary>
    Boolean,

    /// <summary>A 64-bit signed integer (GraphQL <c>Int</c> is checked to 32 bits where the schema says so).</summary>
    Integer,

    /// <summary>An IEEE 754 double.</summary>
    Float,

    /// <summary>Text; also IDs, custom scalars and Money (a decimal string).</summary>
    String,

    /// <summary>An enum value, by name.</summary>
    Enum,

    /// <summary>A list.</summary>
    List,

    /// <summary>An object: ordered names and values.</summary>
    Object,
}

/// <summary>
/// One immutable GraphQL value: a coerced argument or variable, a value that a source delivered, or a node of a result.
/// The default value is <c>null</c>. Safe to share between threads as long as the lists and objects it wraps are not changed.
/// </summary>
public readonly struct Datum : IEquatable<Datum>
{
    private readonly object? _reference;
    private readonly long _bits;

    private Datum(DatumKind kind, object? reference, long bits)
    {
        Kind = kind;
        _reference = reference;
        _bits = bits;
    }

    /// <summary>The null value.</summary>
    public static Datum Null => default;

    /// <summary>The Boolean <c>true</c>.</summary>
    public static Datum True => new(DatumKind.Boolean, null, 1);

    /// <summary>The Boolean <c>false</c>.</summary>
    public static Datum False => new(DatumKind.Boolean, null, 0);

    /// <summary>What this value is.</summary>
    public DatumKind Kind { get; }

    /// <summary>Whether this is <c>null</c>.</summary>
    public bool IsNull => Kind == DatumKind.Null;

    /// <summary>Wraps a Boolean.</summary>
    public static Datum From(bool value) => value ? True : False;

    /// <summary>Wraps an integer.</summary>
    public static Datum From(long value) => new(DatumKind.Integer, null, value);

    /// <summary>Wraps a double; NaN and infinities are the caller's error (GraphQL cannot carry them).</summary>
    public static Datum From(double value) => new(DatumKind.Float, null, BitConverter.DoubleToInt64Bits(value));

    /// <summary>Wraps text; <c>null</c> gives the null value.</summary>
    public static Datum From(string? value) => value is null ? default : new(DatumKind.String, value, 0);

    /// <summary>Wraps a list without copying; it must not be changed afterwards. <c>null</c> gives the null value.</summary>
    public static Datum From(Datum[]? items) => items is null ? default : new(DatumKind.List, items, 0);

    /// <summary>Wraps an object without copying; it must not be changed afterwards. <c>null</c> gives the null value.</summary>
    public static Datum From(DatumObject? value) => value is null ? default : new(DatumKind.Object, value, 0);

    /// <summary>Wraps the name of an enum value.</summary>
    public static Datum FromEnum(string name) => new(DatumKind.Enum, name, 0);

    /// <summary>The Boolean held. Throws <see cref="InvalidOperationException"/> for any other kind.</summary>
    public bool AsBoolean() => Kind == DatumKind.Boolean ? _bits != 0 : throw Wrong(DatumKind.Boolean);

    /// <summary>The integer held. Throws <see cref="InvalidOperationException"/> for any other kind.</summary>
    public long AsInteger() => Kind == DatumKind.Integer ? _bits : throw Wrong(DatumKind.Integer);

    /// <summary>The number held, an integer widened. Throws <see cref="InvalidOperationException"/> for any other kind.</summary>
    public double AsFloat() => Kind switch
    {
        DatumKind.Float => BitConverter.Int64BitsToDouble(_bits),
        DatumKind.Integer => _bits,
        _ => throw Wrong(DatumKind.Float),
    };

    /// <summary>The text or enum name held. Throws <see cref="InvalidOperationException"/> for any other kind.</summary>
    public string AsString() => Kind is DatumKind.String or DatumKind.Enum ? (string)_reference! : throw Wrong(DatumKind.String);

    /// <summary>The items held. Throws <see cref="InvalidOperationException"/> for any other kind.</summary>
    public Datum[] AsList() => Kind == DatumKind.List ? (Datum[])_reference! : throw Wrong(DatumKind.List);

    /// <summary>The object held. Throws <see cref="InvalidOperationException"/> for any other kind.</summary>
    public DatumObject AsObject() => Kind == DatumKind.Object ? (DatumObject)_reference! : throw Wrong(DatumKind.Object);

    /// <summary>Equality by kind and content; lists by order, objects by names in any order.</summary>
    public bool Equals(Datum other)
    {
        if (Kind != other.Kind)
        {
            return false;
        }

        return Kind switch
        {
            DatumKind.String or DatumKind.Enum => (string)_reference! == (string)other._reference!,
            DatumKind.List => AsList().AsSpan().SequenceEqual(other.AsList()),
            DatumKind.Object => AsObject().Equals(other.AsObject()),
            _ => _bits == other._bits,
        };
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Datum other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Kind switch
    {
        DatumKind.String or DatumKind.Enum => HashCode.Combine(Kind, (string)_reference!),
        DatumKind.List => HashCode.Combine(Kind, AsList().Length),
        DatumKind.Object => HashCode.Combine(Kind, AsObject().Count),
        _ => HashCode.Combine(Kind, _bits),
    };

    /// <summary>Equality by content.</summary>
    public static bool operator ==(Datum left, Datum right) => left.Equals(right);

    /// <summary>Inequality by content.</summary>
    public static bool operator !=(Datum left, Datum right) => !left.Equals(right);

    /// <summary>
    /// The kind only, never the content: values may be personal, and <c>ToString</c> ends up in logs and messages.
    /// </summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"<{Kind}>");

    private InvalidOperationException Wrong(DatumKind wanted) => new($"A {Kind} value was read as {wanted}.");
}
