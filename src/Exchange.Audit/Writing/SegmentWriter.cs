using Exchange.Audit.Segments;

namespace Exchange.Audit.Writing;

/// <summary>
/// Puts frames on the disk behind the durable tail. Any exception leaves the tail where it was; <see cref="Recover"/> must succeed before
/// anything else is written. Not thread safe: it belongs to the writing loop.
/// </summary>
internal sealed class SegmentWriter : IDisposable
{
    private const int LargestWrite = 4 << 20;

    private readonly ILogFolder _folder;
    private readonly Guid _storeId;
    private readonly long _segmentBytes;
    private readonly List<AccessReceipt> _receipts = [];
    private readonly PooledBuffer _frames = new(LargestWrite + Frame.Overhead + Frame.LargestPayload);
    private ILogFile _file;

    public SegmentWriter(ILogFolder folder, Guid storeId, long segmentBytes, LogTail tail)
    {
        _folder = folder;
        _storeId = storeId;
        _segmentBytes = segmentBytes;
        _file = folder.Open(tail.Segment, writable: true);
        Tail = tail;
    }

    /// <summary>Where the durable log ends.</summary>
    public LogTail Tail { get; private set; }

    /// <summary>
    /// Makes as many of <paramref name="entries"/> durable as fit the segment, at least one, with one write and one flush. The receipts are
    /// valid until the next call.
    /// </summary>
    public IReadOnlyList<AccessReceipt> Write(ReadOnlySpan<PendingEntry> entries)
    {
        if (Tail.Length >= _segmentBytes)
        {
            Roll();
        }

        var end = Lay(entries);
        _file.Write(Tail.Length, _frames.Written);
        _file.Flush();

        // INVARIANT: acknowledged means durable. A disk that takes part of a write and reports success is caught here.
        if (_file.Length != end.Length)
        {
            throw new IOException($"Segment '{Tail.Segment}' has {_file.Length} bytes after a write to {end.Length}.");
        }

        Tail = end;
        return _receipts;
    }

    /// <summary>
    /// Cuts off what a failed write may have left behind the durable tail and opens the file anew.
    /// </summary>
    public void Recover()
    {
        _file.Dispose();
        _file = _folder.Open(Tail.Segment, writable: true);

        // WHY: after a failed flush the system may believe pages to be on the disk that are not. They are thrown away and written again,
        // never just flushed again.
        CheckDurablePart();
        _file.Cut(Tail.Length);
        _file.Flush();
    }

    public void Dispose()
    {
        _file.Dispose();
        _frames.Dispose();
    }

    private LogTail Lay(ReadOnlySpan<PendingEntry> entries)
    {
        var tail = Tail;
        _frames.Clear();
        _receipts.Clear();
        foreach (var entry in entries)
        {
            var hash = Frame.Write(_frames.GetSpan(entry.FrameSize), tail.Hash, tail.Sequence + 1, entry.UnixMicroseconds, entry.Payload);
            _frames.Advance(entry.FrameSize);
            tail = tail with { Length = tail.Length + entry.FrameSize, Sequence = tail.Sequence + 1, Hash = hash, RecordHash = hash };
            _receipts.Add(new AccessReceipt(tail.Sequence, hash));
            if (tail.Length >= _segmentBytes || _frames.Length >= LargestWrite)
            {
                break;
            }
        }

        return tail;
    }

    private void Roll()
    {
        var header = new SegmentHeader(_storeId, Tail.Sequence + 1, Tail.Hash);
        var bytes = new byte[SegmentHeader.Size];
        var hash = header.Write(bytes);
        var name = LogFileNames.Segment(header.FirstSequence);
        _folder.Publish(name, bytes);

        var next = _folder.Open(name, writable: true);
        _file.Dispose();
        _file = next;
        Tail = new LogTail(name, SegmentHeader.Size, Tail.Sequence, hash, Tail.RecordHash);
    }

    private void CheckDurablePart()
    {
        var expected = new byte[ChainHash.Size];
        Tail.Hash.CopyTo(expected);
        if (!_file.ReadFrom(Tail.Length - ChainHash.Size, ChainHash.Size).AsSpan().SequenceEqual(expected))
        {
            throw new AuditDamagedException($"Segment '{Tail.Segment}' in '{_folder.Place}' was changed while the hub was writing it.");
        }
    }
}
