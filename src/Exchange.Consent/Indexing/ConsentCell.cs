namespace Exchange.Consent.Indexing;

/// <summary>
/// One consent in eight bytes: from (24 bits), until (24), the set of kinds that it permits (12), its version (4; all ones where it is final). Times are
/// whole minutes since 2020, to 2051; what does not fit is kept as an <see cref="ExactConsent"/>.
/// </summary>
internal readonly record struct ConsentCell(ulong Bits)
{
    public const int MostSets = 1 << SetBits;

    /// <summary>The version of a consent in a final state, whatever its number: nothing is newer.</summary>
    public const int Final = int.MaxValue;

    private const int VersionBits = 4;
    private const int FinalBits = (1 << VersionBits) - 1;
    private const int SetBits = 12;
    private const int MinuteBits = 24;
    private const int SetShift = VersionBits;
    private const int UntilShift = SetShift + SetBits;
    private const int FromShift = UntilShift + MinuteBits;
    private const ulong MinuteMask = (1UL << MinuteBits) - 1;

    private static readonly long Epoch = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).UtcTicks;

    public long From => (long)(Bits >> FromShift);

    public long Until => (long)((Bits >> UntilShift) & MinuteMask);

    public int Kinds => (int)(Bits >> SetShift) & (MostSets - 1);

    public int Version => ((int)Bits & FinalBits) is var version and not FinalBits ? version : Final;

    /// <summary>Whether it permits nothing.</summary>
    public bool IsShut => Kinds == 0;

    /// <summary>The minute that an instant lies in; negative before 2020.</summary>
    public static long MinuteOf(long utcTicks)
    {
        var ticks = utcTicks - Epoch;
        return ticks >= 0 ? ticks / TimeSpan.TicksPerMinute : ((ticks + 1) / TimeSpan.TicksPerMinute) - 1;
    }

    /// <summary>Packs a consent; false where a part does not fit exactly.</summary>
    public static bool TryPack(long fromTicks, long untilTicks, int kinds, int version, out ConsentCell cell)
    {
        var (from, until) = (MinuteOf(fromTicks), MinuteOf(untilTicks));
        var fits = (fromTicks - Epoch) % TimeSpan.TicksPerMinute == 0 && (untilTicks - Epoch) % TimeSpan.TicksPerMinute == 0
            && from is >= 0 and <= (long)MinuteMask && until is >= 0 and <= (long)MinuteMask
            && kinds is >= 0 and < MostSets && version is (> 0 and < FinalBits) or Final;
        cell = fits
            ? new ConsentCell(((ulong)from << FromShift) | ((ulong)until << UntilShift) | ((ulong)kinds << SetShift) | (uint)Math.Min(version, FinalBits))
            : default;
        return fits;
    }

    /// <summary>Whether both are of the same term; a consent's term never changes.</summary>
    public bool HasTermOf(ConsentCell other) => Bits >> UntilShift == other.Bits >> UntilShift;
}
