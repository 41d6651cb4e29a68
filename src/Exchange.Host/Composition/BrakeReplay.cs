using Exchange.Audit.Records;
using Exchange.Policy;
using Exchange.Policy.Publishing;
using Exchange.Storage;
using Exchange.Storage.Stores;

namespace Exchange.Host.Composition;

/// <summary>Pulls the brakes again that the access log has and a restored store lacks. Thread-safe.</summary>
internal sealed class BrakeReplay(BrakeStore store)
{
    private const string Reason = "Entered again from the access log; the reason was lost with the store.";

    /// <summary>Replays what the log has, oldest first.</summary>
    /// <returns>How many brakes were pulled again.</returns>
    public async Task<int> RunAsync(IEnumerable<BrakeEvent> events, CancellationToken cancellation)
    {
        var replayed = 0;

        // WHY also those that the log says were let go: openings are on the log before they are in the store, so it does not prove that they were.
        foreach (var pulled in events.Where(each => each.Act == BrakeAct.Pulled))
        {
            replayed += await ReplayAsync(pulled, cancellation) ? 1 : 0;
        }

        return replayed;
    }

    private async Task<bool> ReplayAsync(BrakeEvent pulled, CancellationToken cancellation)
    {
        if (await store.FindAsync(pulled.BrakeId, cancellation) is not null)
        {
            return false;
        }

        try
        {
            await store.PullAsync(
                new PolicyBrake
                {
                    Id = pulled.BrakeId,
                    Owner = new DepartmentId(pulled.Owner),
                    Kind = KindOf(pulled.Scope),
                    Target = pulled.Target ?? "",
                    Reason = Reason,
                    PulledBy = pulled.Actor,
                    PulledAt = pulled.Time,
                },
                owed: null,
                cancellation);
            return true;
        }
        catch (StorageConflictException)
        {
            // Another hub replays the same.
            return false;
        }
    }

    // WHY everything for a scope that this release does not know: what is doubtful closes.
    private static BrakeKind KindOf(string scope) =>
        Enum.TryParse<BrakeKind>(scope, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : BrakeKind.Everything;
}
