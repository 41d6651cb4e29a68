namespace Exchange.Audit.Segments;

/// <summary>
/// Walks the frames of one segment and stops before the first that is not sound. Opens no frame it has not proved. Not thread safe.
/// </summary>
internal sealed class SegmentReader(ILogFile file)
{
    private byte[] _buffer = new byte[4096];

    /// <summary>The segment's header.</summary>
    public SegmentHeader Header { get; private set; }

    /// <summary>Where the next frame begins.</summary>
    public long Offset { get; private set; }

    /// <summary>The sequence of the last frame read; one less than the segment's first before that.</summary>
    public long Sequence { get; private set; }

    /// <summary>The hash of the last frame read; the header's before that.</summary>
    public ChainHash Hash { get; private set; }

    /// <summary>
    /// The hash of the last record, which stands in the segment before if none of this one was read; as an anchor names it.
    /// </summary>
    public ChainHash RecordHash => Sequence < Header.FirstSequence && Sequence > 0 ? Header.Previous : Hash;

    /// <summary>The payload of the last frame read, valid until the next is read.</summary>
    public ReadOnlyMemory<byte> Payload { get; private set; }

    /// <summary>Reads the header; false where it is not sound.</summary>
    public async ValueTask<bool> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        var read = await file.ReadFullyAsync(0, _buffer.AsMemory(0, SegmentHeader.Size), cancellationToken).ConfigureAwait(false);
        var stored = SegmentHeader.StoredHash(_buffer);
        if (read < SegmentHeader.Size || !SegmentHeader.IsKnownFormat(_buffer) || SegmentHeader.ComputedHash(_buffer) != stored)
        {
            return false;
        }

        Header = SegmentHeader.Read(_buffer);
        Offset = SegmentHeader.Size;
        Sequence = Header.FirstSequence - 1;
        Hash = stored;
        return true;
    }

    /// <summary>Reads the next frame; false at the end of the file and before a frame that is not sound.</summary>
    public async ValueTask<bool> ReadFrameAsync(CancellationToken cancellationToken)
    {
        var read = await file.ReadFullyAsync(Offset, _buffer.AsMemory(0, Frame.HeaderSize), cancellationToken).ConfigureAwait(false);
        var frame = Frame.Read(_buffer);
        if (read < Frame.HeaderSize
            || !frame.HasPossibleLength
            || frame.Sequence != Sequence + 1
            || Frame.HashOfHeader(Hash, _buffer) != frame.HeaderHash)
        {
            return false;
        }

        if (_buffer.Length < frame.Size)
        {
            Array.Resize(ref _buffer, frame.Size);
        }

        var rest = _buffer.AsMemory(Frame.HeaderSize, frame.Size - Frame.HeaderSize);
        read = await file.ReadFullyAsync(Offset + Frame.HeaderSize, rest, cancellationToken).ConfigureAwait(false);
        var trailerAt = frame.Size - ChainHash.Size;
        var hash = new ChainHash(_buffer.AsSpan(trailerAt));
        if (read < rest.Length || Frame.HashOfFrame(_buffer.AsSpan(0, trailerAt)) != hash)
        {
            return false;
        }

        Payload = _buffer.AsMemory(Frame.HeaderSize, frame.PayloadLength);
        Offset += frame.Size;
        Sequence = frame.Sequence;
        Hash = hash;
        return true;
    }
}
