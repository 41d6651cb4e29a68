namespace Exchange.Consent.Indexing;

/// <summary>
/// A person in eight bytes: the remainder of the mixed number (41 bits), where the person's cells begin in the segment (16), whether there are
/// exact consents beside them (1), how many cells there are (6). Entries of a segment sort by the person.
/// </summary>
internal readonly record struct PersonEntry(ulong Bits)
{
    public const int MostCells = (1 << CountBits) - 1;
    public const int MostCellsOfSegment = 1 << StartBits;

    private const int CountBits = 6;
    private const int StartBits = 16;
    private const int StartShift = CountBits + 1;
    private const int RemainderShift = StartShift + StartBits;
    private const ulong ExactBit = 1UL << CountBits;

    public PersonEntry(ulong remainder, int start, int count, bool isExact)
        : this((remainder << RemainderShift) | ((ulong)start << StartShift) | (isExact ? ExactBit : 0) | (uint)count)
    {
    }

    public ulong Remainder => Bits >> RemainderShift;

    public int Start => (int)(Bits >> StartShift) & (MostCellsOfSegment - 1);

    public int Count => (int)Bits & MostCells;

    public bool HasExact => (Bits & ExactBit) != 0;
}
