using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Exchange.Audit.Segments;

/// <summary>
/// One entry in a segment. Header: payload length (4), sequence (8), Unix time in microseconds (8), header hash (32). Then the payload,
/// then the frame's hash (32). Integers are big-endian.
/// </summary>
/// <remarks>
/// Header hash = SHA-256(hash of the frame before, the three fields); frame hash = SHA-256(header hash, payload). The header has a hash
/// of its own so that a length can be trusted before the bytes it speaks of: that is what tells a frame cut short by a crash from one
/// whose length was changed.
/// </remarks>
internal readonly record struct Frame(int PayloadLength, long Sequence, long UnixMicroseconds, ChainHash HeaderHash)
{
    /// <summary>Bytes of the three fields.</summary>
    public const int FieldsSize = 20;

    /// <summary>Bytes before the payload.</summary>
    public const int HeaderSize = FieldsSize + ChainHash.Size;

    /// <summary>Bytes around the payload.</summary>
    public const int Overhead = HeaderSize + ChainHash.Size;

    /// <summary>The largest payload: 16 MiB.</summary>
    public const int LargestPayload = 16 << 20;

    /// <summary>Where the sequence stands in the header.</summary>
    public const int SequenceAt = 4;

    private const int TimeAt = 12;

    /// <summary>Bytes of the whole frame.</summary>
    public int Size => Overhead + PayloadLength;

    /// <summary>Whether the length is one that a writer could have written.</summary>
    public bool HasPossibleLength => PayloadLength is > 0 and <= LargestPayload;

    /// <summary>Writes a frame chained to <paramref name="previous"/> and returns its hash.</summary>
    public static ChainHash Write(
        Span<byte> destination, ChainHash previous, long sequence, long unixMicroseconds, ReadOnlySpan<byte> payload)
    {
        BinaryPrimitives.WriteInt32BigEndian(destination, payload.Length);
        BinaryPrimitives.WriteInt64BigEndian(destination[SequenceAt..], sequence);
        BinaryPrimitives.WriteInt64BigEndian(destination[TimeAt..], unixMicroseconds);
        HashOfHeader(previous, destination[..FieldsSize]).CopyTo(destination[FieldsSize..]);
        payload.CopyTo(destination[HeaderSize..]);
        var hash = HashOfFrame(destination[..(HeaderSize + payload.Length)]);
        hash.CopyTo(destination[(HeaderSize + payload.Length)..]);
        return hash;
    }

    /// <summary>The header's fields, unchecked.</summary>
    public static Frame Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt32BigEndian(bytes),
        BinaryPrimitives.ReadInt64BigEndian(bytes[SequenceAt..]),
        BinaryPrimitives.ReadInt64BigEndian(bytes[TimeAt..]),
        new ChainHash(bytes[FieldsSize..]));

    /// <summary>The hash of a header with these fields behind the frame that <paramref name="previous"/> is the hash of.</summary>
    public static ChainHash HashOfHeader(ChainHash previous, ReadOnlySpan<byte> fields)
    {
        Span<byte> input = stackalloc byte[ChainHash.Size + FieldsSize];
        previous.CopyTo(input);
        fields[..FieldsSize].CopyTo(input[ChainHash.Size..]);
        return Sha256(input);
    }

    /// <summary>The hash of a frame, given its bytes up to the end of the payload.</summary>
    public static ChainHash HashOfFrame(ReadOnlySpan<byte> headerAndPayload) => Sha256(headerAndPayload[FieldsSize..]);

    private static ChainHash Sha256(ReadOnlySpan<byte> input)
    {
        Span<byte> hash = stackalloc byte[ChainHash.Size];
        SHA256.HashData(input, hash);
        return new ChainHash(hash);
    }
}
