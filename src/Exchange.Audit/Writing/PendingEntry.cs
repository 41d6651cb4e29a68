using Exchange.Audit.Records;
using Exchange.Audit.Segments;

namespace Exchange.Audit.Writing;

/// <summary>An entry on its way to the disk: encoded by the caller, finished by the writing loop, which disposes of it.</summary>
internal sealed class PendingEntry : IDisposable
{
    private readonly PooledBuffer _payload = new(Frame.LargestPayload);
    private readonly TaskCompletionSource<AccessReceipt> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PendingEntry(AuditEntry entry)
    {
        Entry = entry;
        UnixMicroseconds = EntryTime.ToUnixMicroseconds(entry.Time);
        try
        {
            EntryEncoder.Encode(entry, _payload);
            if (_payload.Length > Frame.LargestPayload)
            {
                throw new ArgumentException($"An audit entry must not be larger than {Frame.LargestPayload} bytes.");
            }
        }
        catch
        {
            _payload.Dispose();
            throw;
        }
    }

    public AuditEntry Entry { get; }

    public long UnixMicroseconds { get; }

    public ReadOnlySpan<byte> Payload => _payload.Written;

    public int FrameSize => Frame.Overhead + _payload.Length;

    public Task<AccessReceipt> Completion => _completion.Task;

    public void Complete(AccessReceipt receipt) => _completion.TrySetResult(receipt);

    public void Fail(AuditUnavailableException reason) => _completion.TrySetException(reason);

    public void Dispose() => _payload.Dispose();
}
