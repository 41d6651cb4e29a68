using Exchange.Audit.Records;
using Exchange.Policy.People;
using Exchange.Storage;
using Exchange.Storage.Stores;

namespace Exchange.Host.Composition;

/// <summary>Ends reversals again that the access log has as refused or read, and a restored store has as open. Thread-safe.</summary>
internal sealed class ReversalReplay(ReversalStore store)
{
    /// <summary>Replays what the log has, oldest first.</summary>
    /// <returns>How many reversals were ended.</returns>
    public async Task<int> RunAsync(IEnumerable<ReversalEvent> events, CancellationToken cancellation)
    {
        var replayed = 0;

        // WHY not what was granted: that opens, and is on the log before it is in the store; so is a question, which is asked anew.
        foreach (var step in events.Where(each => each.Act is ReversalAct.Refused or ReversalAct.Read))
        {
            replayed += await ReplayAsync(step, cancellation) ? 1 : 0;
        }

        return replayed;
    }

    private async Task<bool> ReplayAsync(ReversalEvent step, CancellationToken cancellation)
    {
        var ended = step.Act == ReversalAct.Read ? ReversalState.Read : ReversalState.Refused;
        if (await store.FindAsync(step.ReversalId, cancellation) is not { } reversal
            || reversal.End(ended, step.Actor, step.Time).Next is not { } next)
        {
            return false;
        }

        try
        {
            // It is on the log that the store is compared with.
            await store.AdvanceAsync(next, static () => Task.CompletedTask, cancellation);
            return true;
        }
        catch (StorageConflictException)
        {
            // Another hub replays the same.
            return false;
        }
    }
}
