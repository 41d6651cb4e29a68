using Exchange.Audit.Writing;
using Exchange.Consent;
using Exchange.Storage;
using Exchange.Storage.Stores;

namespace Exchange.Host.Composition;

/// <summary>
/// Puts on the access log what closing changes owe it: those of a hub that was killed before it could, and those that the log could not take.
/// At least once, never not at all. Thread-safe.
/// </summary>
internal sealed class OwedRecording(Consents consents, OwedRecordStore store, IAccessLog log, TimeProvider time)
{
    // WHY: what is younger is most likely being recorded at this moment, here or by another hub on the store.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    private static readonly OwedKind[] WithEntries = [OwedKind.Client, OwedKind.Session, OwedKind.Policies, OwedKind.Document, OwedKind.Brake];

    /// <summary>Records everything that is owed: when a hub starts, which may be long after it was killed, and when it stops.</summary>
    public async Task RecordAllAsync(CancellationToken cancellationToken)
    {
        await consents.RecordOwedAsync(cancellationToken);
        await RecordEntriesAsync(owedBefore: null, cancellationToken);
    }

    /// <summary>
    /// Records what has been owed for a minute, of whichever hub, and ends what was to be replaced: so nothing waits for one that does not come back.
    /// </summary>
    public async Task RecordOverdueAsync(CancellationToken cancellationToken)
    {
        var owedBefore = time.GetUtcNow() - Grace;
        await consents.RecordOwedAsync(owedBefore, cancellationToken);
        await RecordEntriesAsync(owedBefore, cancellationToken);
        await consents.SettleReplacementsAsync(owedBefore, cancellationToken);
    }

    private async Task RecordEntriesAsync(DateTimeOffset? owedBefore, CancellationToken cancellationToken)
    {
        foreach (var kind in WithEntries)
        {
            while (await store.ListAsync(kind, owedBefore, cancellationToken) is { Count: > 0 } page)
            {
                foreach (var owed in page)
                {
                    await RecordAsync(owed, cancellationToken);
                }
            }
        }
    }

    private async Task RecordAsync(OwedRecord owed, CancellationToken cancellationToken)
    {
        var entry = owed.Entry ?? throw new InvalidDataException(
            $"The access log is owed a record of {owed.Kind} {owed.Subject}, which the store does not hold: restore a backup.");
        await log.AppendAsync(entry, cancellationToken);
        await store.StrikeAsync(owed.Kind, owed.Subject, owed.Version, cancellationToken);
    }
}
