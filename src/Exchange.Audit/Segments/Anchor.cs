using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Exchange.Audit.Segments;

/// <summary>
/// How far the log is known to reach, kept beside the segments: the chain alone cannot show that its last records were dropped. File
/// <c>head</c>, 104 bytes: magic (8), format (4), 1 if the log was closed in good order else 0 (4), store (16), sequence (8), hash (32),
/// and the SHA-256 of all these (32). Integers are big-endian.
/// </summary>
/// <param name="StoreId">The store the log belongs to.</param>
/// <param name="IsClosed">Whether the log was closed in good order with this record as its last.</param>
/// <param name="Sequence">A record that is in the log; 0 before the first.</param>
/// <param name="Hash">That record's hash; the first segment's header hash before the first record.</param>
internal readonly record struct Anchor(Guid StoreId, bool IsClosed, long Sequence, ChainHash Hash)
{
    /// <summary>Bytes of the file.</summary>
    public const int Size = 104;

    private const int Format = 1;
    private const int FormatAt = 8;
    private const int ClosedAt = 12;
    private const int StoreAt = 16;
    private const int SequenceAt = 32;
    private const int RecordHashAt = 40;
    private const int HashAt = 72;

    private static ReadOnlySpan<byte> Magic => "XCHGHEAD"u8;

    /// <summary>The file's bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(FormatAt), Format);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(ClosedAt), IsClosed ? 1 : 0);
        StoreId.TryWriteBytes(bytes.AsSpan(StoreAt), bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(SequenceAt), Sequence);
        Hash.CopyTo(bytes.AsSpan(RecordHashAt));
        SHA256.HashData(bytes.AsSpan(0, HashAt), bytes.AsSpan(HashAt));
        return bytes;
    }

    /// <summary>The anchor in a file's bytes; null where they were changed or are of another format.</summary>
    public static Anchor? Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size || !bytes.StartsWith(Magic) || BinaryPrimitives.ReadInt32BigEndian(bytes[FormatAt..]) != Format)
        {
            return null;
        }

        Span<byte> hash = stackalloc byte[ChainHash.Size];
        SHA256.HashData(bytes[..HashAt], hash);
        return hash.SequenceEqual(bytes[HashAt..])
            ? new Anchor(
                new Guid(bytes.Slice(StoreAt, 16), bigEndian: true),
                BinaryPrimitives.ReadInt32BigEndian(bytes[ClosedAt..]) == 1,
                BinaryPrimitives.ReadInt64BigEndian(bytes[SequenceAt..]),
                new ChainHash(bytes[RecordHashAt..]))
            : null;
    }
}
