using System.Buffers.Binary;

namespace Exchange.Audit.Segments;

/// <summary>
/// Tells bytes that a writer had no time to finish, and so never acknowledged, from bytes that were changed. In doubt: changed. The
/// reasoning is in <c>src/decisions/0003-access-log.md</c>.
/// </summary>
internal static class UnfinishedTail
{
    /// <summary>
    /// Whether <paramref name="tail"/>, what follows the last sound frame, is the beginning of frame <paramref name="sequence"/>.
    /// </summary>
    public static bool IsUnfinished(ReadOnlySpan<byte> tail, ChainHash previous, long sequence)
    {
        var written = tail.TrimEnd((byte)0);
        if (tail.Length - written.Length < ChainHash.Size)
        {
            // WHY: a few zeros can be the end of a hash; only a whole hash of zeros is room the file system made and never filled.
            written = tail;
        }

        if (written.Length < Frame.HeaderSize)
        {
            return BeginsHeader(written, tail, previous, sequence);
        }

        var frame = Frame.Read(tail);
        return frame.Sequence == sequence
            && frame.HasPossibleLength
            && Frame.HashOfHeader(previous, tail) == frame.HeaderHash
            && (tail.Length < frame.Size || LacksProof(written, tail, frame));
    }

    /// <summary>Whether the frame's hash, which comes last, was not written, or only its beginning was.</summary>
    private static bool LacksProof(ReadOnlySpan<byte> written, ReadOnlySpan<byte> tail, Frame frame)
    {
        var proofAt = frame.Size - ChainHash.Size;
        if (written.Length <= proofAt)
        {
            return true;
        }

        Span<byte> proof = stackalloc byte[ChainHash.Size];
        Frame.HashOfFrame(tail[..proofAt]).CopyTo(proof);
        return written.Length < frame.Size && proof.StartsWith(written[proofAt..]);
    }

    private static bool BeginsHeader(ReadOnlySpan<byte> written, ReadOnlySpan<byte> tail, ChainHash previous, long sequence)
    {
        Span<byte> expected = stackalloc byte[Frame.HeaderSize];
        BinaryPrimitives.WriteInt64BigEndian(expected[Frame.SequenceAt..], sequence);
        var sequenceEnd = Math.Min(written.Length, Frame.SequenceAt + sizeof(long));
        if (written.Length > Frame.SequenceAt
            && !written[Frame.SequenceAt..sequenceEnd].SequenceEqual(expected[Frame.SequenceAt..sequenceEnd]))
        {
            return false;
        }

        if (written.Length <= Frame.FieldsSize)
        {
            return written.Length < sizeof(int) || BinaryPrimitives.ReadInt32BigEndian(written) is > 0 and <= Frame.LargestPayload;
        }

        Frame.HashOfHeader(previous, tail).CopyTo(expected[Frame.FieldsSize..]);
        return written[Frame.FieldsSize..].SequenceEqual(expected[Frame.FieldsSize..written.Length]);
    }
}
