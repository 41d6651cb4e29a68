namespace Exchange.Consent.Indexing;

/// <summary>A set of kinds (recipient, purpose, scope) as bits over their numbers. Immutable; equal by content.</summary>
internal readonly struct KindSet : IEquatable<KindSet>
{
    private readonly ulong[]? _bits;

    private KindSet(ulong[] bits) => _bits = bits;

    public bool IsEmpty => _bits is null;

    /// <summary>The bits, 64 kinds a word; the last word is never 0.</summary>
    public ReadOnlySpan<ulong> Words => _bits;

    /// <summary>The set of such words.</summary>
    public static KindSet OfWords(ulong[] words) =>
        words is [.., 0] ? throw new ArgumentException("The last word of a set has a kind.", nameof(words))
        : words.Length == 0 ? default : new KindSet(words);

    public static KindSet Of(ReadOnlySpan<int> kinds)
    {
        if (kinds.IsEmpty)
        {
            return default;
        }

        var last = 0;
        foreach (var kind in kinds)
        {
            last = Math.Max(last, kind);
        }

        var bits = new ulong[(last >> 6) + 1];
        foreach (var kind in kinds)
        {
            bits[kind >> 6] |= 1UL << (kind & 63);
        }

        return new KindSet(bits);
    }

    public bool Contains(int kind)
    {
        var bits = _bits;
        var word = kind >> 6;
        return bits is not null && (uint)word < (uint)bits.Length && (bits[word] & (1UL << (kind & 63))) != 0;
    }

    public bool Equals(KindSet other) => _bits.AsSpan().SequenceEqual(other._bits);

    public override bool Equals(object? obj) => obj is KindSet other && Equals(other);

    public override int GetHashCode()
    {
        var hash = 0UL;
        foreach (var word in _bits.AsSpan())
        {
            hash = ((hash ^ word) * 0x9E3779B97F4A7C15UL) + (hash >> 32);
        }

        return (int)(hash ^ (hash >> 32));
    }
}
