using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Exchange.Audit.Segments;

/// <summary>
/// The first 104 bytes of a segment: magic (8), format (4), size (4), store (16), first sequence (8), previous segment's last hash (32),
/// and the SHA-256 of all these (32), which is also what the first frame is chained to. Integers are big-endian.
/// </summary>
/// <param name="StoreId">The store the log belongs to.</param>
/// <param name="FirstSequence">The sequence of the segment's first frame.</param>
/// <param name="Previous">The hash of the last frame before; all zeros in the first segment.</param>
internal readonly record struct SegmentHeader(Guid StoreId, long FirstSequence, ChainHash Previous)
{
    /// <summary>Bytes of a header.</summary>
    public const int Size = 104;

    /// <summary>The format this code writes.</summary>
    public const int Format = 1;

    private const int FormatAt = 8;
    private const int SizeAt = 12;
    private const int StoreAt = 16;
    private const int FirstAt = 32;
    private const int PreviousAt = 40;
    private const int HashAt = 72;

    private static ReadOnlySpan<byte> Magic => "XCHGSEG\n"u8;

    /// <summary>Writes the header and returns its hash.</summary>
    public ChainHash Write(Span<byte> destination)
    {
        Magic.CopyTo(destination);
        BinaryPrimitives.WriteInt32BigEndian(destination[FormatAt..], Format);
        BinaryPrimitives.WriteInt32BigEndian(destination[SizeAt..], Size);
        StoreId.TryWriteBytes(destination[StoreAt..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(destination[FirstAt..], FirstSequence);
        Previous.CopyTo(destination[PreviousAt..]);
        var hash = ComputedHash(destination);
        hash.CopyTo(destination[HashAt..]);
        return hash;
    }

    /// <summary>The fields, unchecked.</summary>
    public static SegmentHeader Read(ReadOnlySpan<byte> bytes) => new(
        new Guid(bytes.Slice(StoreAt, 16), bigEndian: true),
        BinaryPrimitives.ReadInt64BigEndian(bytes[FirstAt..]),
        new ChainHash(bytes[PreviousAt..]));

    /// <summary>The hash that the header carries.</summary>
    public static ChainHash StoredHash(ReadOnlySpan<byte> bytes) => new(bytes[HashAt..]);

    /// <summary>The hash that the header's fields have.</summary>
    public static ChainHash ComputedHash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[ChainHash.Size];
        SHA256.HashData(bytes[..HashAt], hash);
        return new ChainHash(hash);
    }

    /// <summary>Whether the header is of the format that this code reads.</summary>
    public static bool IsKnownFormat(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Magic)
        && BinaryPrimitives.ReadInt32BigEndian(bytes[FormatAt..]) == Format
        && BinaryPrimitives.ReadInt32BigEndian(bytes[SizeAt..]) == Size;
}
