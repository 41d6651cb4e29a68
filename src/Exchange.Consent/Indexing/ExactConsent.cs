namespace Exchange.Consent.Indexing;

/// <summary>
/// A consent as it is, for what a <see cref="ConsentCell"/> does not hold: a denial, a term that is not of whole minutes, a long history, a
/// person without a citizen number.
/// </summary>
/// <param name="Id">The consent's id, whole.</param>
/// <param name="Version">Its version.</param>
/// <param name="From">From when, in UTC ticks.</param>
/// <param name="Until">Until when, exclusive.</param>
/// <param name="Permitted">The kinds that it permits.</param>
/// <param name="Denied">The kinds that it denies.</param>
internal readonly record struct ExactConsent(Guid Id, int Version, long From, long Until, KindSet Permitted, KindSet Denied)
{
    /// <summary>
    /// The 32 bits of the id that stand beside a cell. Two consents of one person and one term that share them count as one: that can close
    /// what is open, at one chance in four billion, and never opens.
    /// </summary>
    public uint Mark
    {
        get
        {
            Span<byte> bytes = stackalloc byte[16];
            Id.TryWriteBytes(bytes);
            return BitConverter.ToUInt32(bytes[12..]) ^ BitConverter.ToUInt32(bytes[8..]) ^ BitConverter.ToUInt32(bytes[4..]);
        }
    }
}
