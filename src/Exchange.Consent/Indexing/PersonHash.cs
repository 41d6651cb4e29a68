using Exchange.Policy.People;

namespace Exchange.Consent.Indexing;

/// <summary>
/// A citizen number's 57 bits, mixed: the upper 16 choose the segment, the lower 41 name the person in it. The mixing can be undone, so two
/// persons never share both.
/// </summary>
internal static class PersonHash
{
    public const int Segments = 1 << (Bits - RemainderBits);
    public const int RemainderBits = 41;

    private const int Bits = 57;
    private const ulong Mask = (1UL << Bits) - 1;

    /// <summary>The mixed number; false for a key that is no citizen number, or none of 57 bits.</summary>
    public static bool TryMix(PersonKey person, out ulong mixed)
    {
        var bits = person.Value;
        if (person.Kind != PersonKeyKind.CitizenNo || bits > Mask)
        {
            mixed = 0;
            return false;
        }

        // INVARIANT: each step is a bijection of 57 bits (a shift to the right folded in; a product with an odd number).
        bits ^= bits >> 29;
        bits = (bits * 0xBF58476D1CE4E5B9UL) & Mask;
        bits ^= bits >> 31;
        bits = (bits * 0x94D049BB133111EBUL) & Mask;
        mixed = bits ^ (bits >> 30);
        return true;
    }

    public static int SegmentOf(ulong mixed) => (int)(mixed >> RemainderBits);

    public static ulong RemainderOf(ulong mixed) => mixed & ((1UL << RemainderBits) - 1);
}
