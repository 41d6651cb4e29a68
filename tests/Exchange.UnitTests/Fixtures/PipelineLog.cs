using Exchange.Audit.Records;
using Exchange.Audit.Writing;

namespace Exchange.UnitTests.Fixtures;

/// <summary>A log in memory that can be down, and that lets a test look in before an entry is taken.</summary>
internal sealed class PipelineLog : IAccessLog
{
    private readonly MemoryAccessLog _kept = new();

    public bool IsDown { get; set; }

    /// <summary>Whether the log has noticed that it is down.</summary>
    public bool KnowsThatItIsDown { get; set; }

    public bool CanTakeEntries => !KnowsThatItIsDown;

    public Action Before { get; set; } = () => { };

    /// <summary>The access records, oldest first.</summary>
    public IReadOnlyList<AccessRecord> Records => [.. _kept.Entries.OfType<AccessRecord>()];

    public IReadOnlyList<AuditEntry> Entries => _kept.Entries;

    public ValueTask<AccessReceipt> AppendAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        Before();
        return IsDown ? throw new AuditUnavailableException("The disk is full.") : _kept.AppendAsync(entry, cancellationToken);
    }
}

/// <summary>Justifications in memory; the store can be down.</summary>
internal sealed class PipelineJustifications : Exchange.Pipeline.Records.IJustificationStore
{
    public bool IsDown { get; set; }

    public Dictionary<string, (string Text, DateTimeOffset At)> Kept { get; } = [];

    public ValueTask KeepAsync(string accessId, string text, DateTimeOffset at, CancellationToken cancellation)
    {
        if (IsDown)
        {
            throw new IOException("The disk is full.");
        }

        Kept.Add(accessId, (text, at));
        return ValueTask.CompletedTask;
    }
}
