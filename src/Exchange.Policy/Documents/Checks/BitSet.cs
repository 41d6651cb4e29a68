namespace Exchange.Policy.Documents.Checks;

/// <summary>A set of small numbers. For one thread.</summary>
internal sealed class BitSet
{
    private const int WordBits = 64;
    private ulong[] _words = [];

    public void Add(int number)
    {
        if (number / WordBits >= _words.Length)
        {
            Array.Resize(ref _words, (number / WordBits) + 1);
        }

        _words[number / WordBits] |= 1UL << (number % WordBits);
    }

    public bool Contains(int number) => number / WordBits < _words.Length && (_words[number / WordBits] & (1UL << (number % WordBits))) != 0;

    /// <summary>Whether all of another set are in this one.</summary>
    public bool IsSupersetOf(BitSet other)
    {
        for (var i = 0; i < other._words.Length; i++)
        {
            if ((other._words[i] & ~(i < _words.Length ? _words[i] : 0)) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Keeps what is in another set too; gives this one.</summary>
    public BitSet Intersect(BitSet other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            _words[i] &= i < other._words.Length ? other._words[i] : 0;
        }

        return this;
    }

    public BitSet Copy() => new() { _words = [.. _words] };
}
