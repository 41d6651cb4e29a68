using System.Globalization;
using Exchange.Audit.Records;
using Exchange.Policy.Publishing;
using Exchange.Storage;
using Exchange.Storage.Stores;

namespace Exchange.Host.Composition;

/// <summary>
/// Takes the approval back of drafts that a restored store still has as approved and that were changed, rejected or thrown away after the backup: a
/// chosen time would publish them. Thread-safe.
/// </summary>
internal sealed class DraftReplay(PolicyDraftStore store)
{
    private const string Reason = "The access log has that its approval ended; the store was restored from before.";

    /// <summary>Compares the last step of each draft on the log that gave or ended an approval with what the store has.</summary>
    /// <returns>How many approvals were taken back.</returns>
    public async Task<int> RunAsync(IEnumerable<PolicyDraftEvent> events, CancellationToken cancellation)
    {
        var replayed = 0;
        foreach (var last in events.Where(Decides).GroupBy(step => step.DraftId, StringComparer.Ordinal).Select(steps => steps.Last()))
        {
            replayed += await ReplayAsync(last, cancellation) ? 1 : 0;
        }

        return replayed;
    }

    private static bool Decides(PolicyDraftEvent step) =>
        step.Act is not (PolicyDraftAct.Created or PolicyDraftAct.Checked or PolicyDraftAct.Submitted);

    private async Task<bool> ReplayAsync(PolicyDraftEvent last, CancellationToken cancellation)
    {
        if (await store.FindAsync(last.DraftId, cancellation) is not { } draft
            || IsBorneOut(draft, last)
            || draft.TakeBack(last.Time, Reason).Next is not { } taken)
        {
            return false;
        }

        try
        {
            // It is on the log that the store is compared with.
            await store.UpdateAsync(taken, static () => Task.CompletedTask, cancellation);
            return true;
        }
        catch (StorageConflictException)
        {
            // Another hub replays the same.
            return false;
        }
    }

    // INVARIANT: an approval is of one text on one version for one time.
    private static bool IsBorneOut(PolicyDraft draft, PolicyDraftEvent last) =>
        last.Act == PolicyDraftAct.Approved
        && last.ContentHash == draft.Hash
        && last.BaseVersion == draft.Base.ToString(CultureInfo.InvariantCulture)
        && Microseconds(last.PublishAt) == Microseconds(draft.PublishAt);

    // The log keeps no finer times.
    private static long? Microseconds(DateTimeOffset? time) => time?.UtcTicks / TimeSpan.TicksPerMicrosecond;
}
