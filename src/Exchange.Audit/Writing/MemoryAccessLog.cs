using Exchange.Audit.Records;
using Exchange.Audit.Segments;

namespace Exchange.Audit.Writing;

/// <summary>
/// A log that is kept in memory and gone with the process: for tests and for a gateway that promises no record. Entries take the same way
/// through the encoder and the chain. Thread safe.
/// </summary>
/// <param name="capacity">How many of the latest entries are kept.</param>
public sealed class MemoryAccessLog(int capacity = 10_000) : IAccessLog
{
    private readonly Lock _gate = new();
    private readonly Queue<AuditEntry> _entries = new();
    private long _sequence;
    private ChainHash _hash;

    /// <summary>A copy of what is kept, oldest first.</summary>
    public IReadOnlyList<AuditEntry> Entries
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries];
            }
        }
    }

    /// <inheritdoc/>
    public bool CanTakeEntries => true;

    /// <inheritdoc/>
    public ValueTask<AccessReceipt> AppendAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var pending = new PendingEntry(entry);
        var frame = new byte[pending.FrameSize];
        lock (_gate)
        {
            _entries.Enqueue(entry);
            if (_entries.Count > capacity)
            {
                _entries.Dequeue();
            }

            _hash = Frame.Write(frame, _hash, ++_sequence, pending.UnixMicroseconds, pending.Payload);
            return ValueTask.FromResult(new AccessReceipt(_sequence, _hash));
        }
    }
}
