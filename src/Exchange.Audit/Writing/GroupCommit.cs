using System.Runtime.InteropServices;
using Exchange.Audit.Segments;

namespace Exchange.Audit.Writing;

/// <summary>
/// Makes batches durable, refuses them while the disk fails, and keeps the anchor close behind. Batches come from one loop; the anchor
/// may be asked for from any thread.
/// </summary>
internal sealed class GroupCommit : IDisposable
{
    private readonly Lock _writing = new();
    private readonly Lock _anchoring = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _retryInterval;
    private readonly ILogFolder _folder;
    private readonly Guid _storeId;
    private readonly SegmentWriter _writer;
    private AccessLogCounters _counters;
    private long _anchored;
    private volatile Exception? _failure;
    private long _failedAt;

    public GroupCommit(AccessLogOptions options, ILogFolder folder, LogTail tail)
    {
        _time = options.TimeProvider;
        _retryInterval = options.RetryInterval;
        _folder = folder;
        _storeId = options.StoreId;
        _writer = new SegmentWriter(folder, options.StoreId, options.SegmentBytes, tail);
        _anchored = tail.Sequence;
    }

    public AccessLogCounters Counters
    {
        get
        {
            lock (_writing)
            {
                return _counters;
            }
        }
    }

    /// <summary>The sequence of the last durable entry.</summary>
    public long LastSequence
    {
        get
        {
            lock (_writing)
            {
                return _writer.Tail.Sequence;
            }
        }
    }

    /// <summary>False from a failure until it is time to try again.</summary>
    public bool CanTakeEntries => _failure is null || _time.GetElapsedTime(Volatile.Read(ref _failedAt)) >= _retryInterval;

    /// <summary>Completes every entry: with a receipt once it is durable, or with the reason why it is not on record.</summary>
    public void Commit(List<PendingEntry> batch)
    {
        var entries = CollectionsMarshal.AsSpan(batch);
        lock (_writing)
        {
            var isUsable = _failure is null || TryRecover();
            while (isUsable && entries.Length > 0)
            {
                try
                {
                    entries = entries[WriteSome(entries)..];
                }
                catch (Exception failure)
                {
                    // WHY: whatever the exception, the entries are not on record; a dead loop would leave their callers waiting.
                    isUsable = false;
                    Fail(failure);
                }
            }

            foreach (var entry in entries)
            {
                entry.Fail(new AuditUnavailableException("The access log cannot be written, so nothing may be answered.", _failure));
                entry.Dispose();
            }

            _counters = _counters with { FailedEntries = _counters.FailedEntries + entries.Length };
        }
    }

    /// <summary>
    /// Brings the anchor up to what is durable; the last one says that the log was closed in good order. Never throws: the records are safe
    /// without it, and it is tried again.
    /// </summary>
    public void Anchor(bool isLast)
    {
        lock (_anchoring)
        {
            LogTail tail;
            bool isBroken;
            lock (_writing)
            {
                tail = _writer.Tail;
                isBroken = _failure is not null;
            }

            if (tail.Sequence == _anchored && !isLast)
            {
                return;
            }

            try
            {
                _folder.Publish(LogFileNames.Anchor, new Anchor(_storeId, isLast && !isBroken, tail.Sequence, tail.RecordHash).ToBytes());
                _anchored = tail.Sequence;
            }
            catch (Exception)
            {
                lock (_writing)
                {
                    _counters = _counters with { FailedAnchors = _counters.FailedAnchors + 1 };
                }
            }
        }
    }

    public void Dispose() => _writer.Dispose();

    private int WriteSome(ReadOnlySpan<PendingEntry> entries)
    {
        var before = _writer.Tail;
        var receipts = _writer.Write(entries);
        var bytes = 0L;
        for (var index = 0; index < receipts.Count; index++)
        {
            bytes += entries[index].FrameSize;
            entries[index].Complete(receipts[index]);
            entries[index].Dispose();
        }

        _counters = _counters with
        {
            Entries = _counters.Entries + _writer.Tail.Sequence - before.Sequence,
            Flushes = _counters.Flushes + 1,
            Bytes = _counters.Bytes + bytes,
        };
        return receipts.Count;
    }

    private bool TryRecover()
    {
        if (_time.GetElapsedTime(_failedAt) < _retryInterval)
        {
            return false;
        }

        try
        {
            _writer.Recover();
            _failure = null;
            return true;
        }
        catch (Exception failure)
        {
            Fail(failure);
            return false;
        }
    }

    private void Fail(Exception failure)
    {
        // INVARIANT: the time is there before the failure can be seen.
        Volatile.Write(ref _failedAt, _time.GetTimestamp());
        _failure = failure;
    }
}
