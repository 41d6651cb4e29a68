using System.Buffers.Binary;
using System.Numerics;

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
    /// 32 bits drawn from the whole id, which stand beside a cell. Two consents of one person and one term that share them count as one: that can
    /// close what is open, at one chance in four billion, and never opens.
    /// </summary>
    public uint Mark
    {
        get
        {
            Span<byte> bytes = stackalloc byte[16];
            Id.TryWriteBytes(bytes);
            var mixed = (BinaryPrimitives.ReadUInt64LittleEndian(bytes) * 0x9E3779B97F4A7C15UL)
                ^ BitOperations.RotateLeft(BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]) * 0xC2B2AE3D27D4EB4FUL, 31);
            return (uint)((mixed * 0xBF58476D1CE4E5B9UL) >> 32);
        }
    }
}
