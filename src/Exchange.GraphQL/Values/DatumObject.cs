namespace Exchange.GraphQL.Values;

/// <summary>
/// An ordered object: names and values side by side. The names array may be shared between many objects of one shape.
/// Immutable by convention once handed on; then safe to share between threads.
/// </summary>
public sealed class DatumObject : IEquatable<DatumObject>
{
    private readonly string[] _names;
    private readonly Datum[] _values;

    /// <summary>Wraps parallel arrays without copying. Throws <see cref="ArgumentException"/> when their lengths differ.</summary>
    public DatumObject(string[] names, Datum[] values)
    {
        if (names.Length != values.Length)
        {
            throw new ArgumentException($"{names.Length} names for {values.Length} values.", nameof(values));
        }

        _names = names;
        _values = values;
    }

    /// <summary>The number of entries.</summary>
    public int Count => _names.Length;

    /// <summary>The names in order.</summary>
    public ReadOnlySpan<string> Names => _names;

    /// <summary>The values, parallel to <see cref="Names"/>.</summary>
    public ReadOnlySpan<Datum> Values => _values;

    /// <summary>The value under <paramref name="name"/>, or the null value when there is none.</summary>
    public Datum this[string name] => TryGet(name, out var value) ? value : default;

    /// <summary>Finds a value by name; linear, objects are small.</summary>
    public bool TryGet(string name, out Datum value)
    {
        var index = Array.IndexOf(_names, name);
        value = index < 0 ? default : _values[index];
        return index >= 0;
    }

    /// <summary>Equality by content, names in any order.</summary>
    public bool Equals(DatumObject? other)
    {
        if (other is null || other.Count != Count)
        {
            return false;
        }

        for (var i = 0; i < _names.Length; i++)
        {
            if (!other.TryGet(_names[i], out var value) || !value.Equals(_values[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DatumObject);

    /// <inheritdoc/>
    public override int GetHashCode() => Count;
}
