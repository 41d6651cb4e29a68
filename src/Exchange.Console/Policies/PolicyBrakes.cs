using Exchange.Audit.Records;
using Exchange.Consent.Replicas;
using Exchange.Policy;
using Exchange.Policy.Publishing;
using Exchange.Storage;

namespace Exchange.Console.Policies;

/// <summary>What became of an act on a brake.</summary>
/// <param name="Brake">The brake after it; null where it was not done.</param>
/// <param name="Refusal">Why it was not done; null where it was.</param>
public sealed record BrakeResult(PolicyBrake? Brake, PolicyRefusal? Refusal)
{
    /// <summary>Whether there is no such brake.</summary>
    public bool IsUnknown { get; init; }
}

/// <summary>
/// What an owner closes at once. Once pulling returns, no answer of any hub on the store contains what the brake closes; closing waits for no log.
/// Thread-safe.
/// </summary>
/// <param name="ports">What it works on.</param>
public sealed class PolicyBrakes(PolicyPorts ports)
{
    /// <summary>The brake of that id, or null.</summary>
    public Task<PolicyBrake?> FindAsync(string id, CancellationToken cancellation) => ports.Brakes.FindAsync(id, cancellation);

    /// <summary>Every brake that closes, in the order in which they were pulled.</summary>
    public Task<IReadOnlyList<PolicyBrake>> ListActiveAsync(CancellationToken cancellation) => ports.Brakes.ListActiveAsync(cancellation);

    /// <summary>Every brake that closed at that time, whether or not it still does.</summary>
    public Task<IReadOnlyList<PolicyBrake>> ListAtAsync(DateTimeOffset at, CancellationToken cancellation) => ports.Brakes.ListAtAsync(at, cancellation);

    /// <summary>The brakes that were let go, the last one first; where <paramref name="before"/> is one of them, those let go before it.</summary>
    public Task<IReadOnlyList<PolicyBrake>> ListReleasedAsync(PolicyBrake? before, int most, CancellationToken cancellation) =>
        ports.Brakes.ListReleasedAsync(before, most, cancellation);

    /// <summary>Pulls a brake, by one person.</summary>
    /// <exception cref="ReplicasUnsettledException">It closes in the store, but not every hub is known to have closed it.</exception>
    public async Task<BrakeResult> PullAsync(DepartmentId? owner, BrakeKind kind, string? target, string? reason, PolicyActor by)
    {
        var now = ports.Time.GetUtcNow();
        var (standard, vocabulary) = (ports.Snapshot.Value.Standard, ports.Snapshot.Value.Policies.Vocabulary);
        var pull = PolicyBrake.Pull(Guid.CreateVersion7(now).ToString("D"), owner, kind, target, reason, by, now, standard, vocabulary);
        if (pull.Next is not { } pulled)
        {
            return new BrakeResult(null, pull.Refusal);
        }

        // WHY not the caller's token from here on: closing runs to its end whether or not the caller still listens.
        var record = PolicyRecords.Of(pulled, BrakeAct.Pulled, by.Name, now);
        var stored = await ports.Brakes.PullAsync(pulled, record, CancellationToken.None);
        await CloseEverywhereAsync(stored, record);
        return new BrakeResult(stored, null);
    }

    /// <summary>The first person asks to let a brake go, a second one does.</summary>
    /// <exception cref="StorageConflictException">Somebody else took a step since it was read.</exception>
    public async Task<BrakeResult> ReleaseAsync(string id, PolicyActor by, CancellationToken cancellation)
    {
        if (await ports.Brakes.FindAsync(id, cancellation) is not { } brake)
        {
            return new BrakeResult(null, null) { IsUnknown = true };
        }

        var now = ports.Time.GetUtcNow();
        var release = brake.Release(by, now);
        if (release.Next is not { } next)
        {
            return new BrakeResult(null, release.Refusal);
        }

        // INVARIANT: opening is on the log first; a log that cannot take it keeps it closed.
        var act = next.IsActive ? BrakeAct.ReleaseAsked : BrakeAct.Released;
        var record = PolicyRecords.Of(next, act, by.Name, now);
        var stored = await ports.Brakes.UpdateAsync(next, async () => await ports.Log.AppendAsync(record, CancellationToken.None), cancellation);
        await ports.FollowAsync(CancellationToken.None);
        return new BrakeResult(stored, null);
    }

    // Side by side, and each to its end whatever becomes of the other; that others may still be open is the worse news and is told first.
    private async Task CloseEverywhereAsync(PolicyBrake brake, BrakeEvent record)
    {
        var recorded = RecordAsync(brake, record);
        try
        {
            await ports.FollowAsync(CancellationToken.None);
            await ports.Replicas.SettledAsync(CancellationToken.None);
        }
        catch (Exception fault) when (fault is not ReplicasUnsettledException)
        {
            throw new ReplicasUnsettledException("The store was lost before this hub had taken the brake.", fault);
        }
        finally
        {
            await recorded.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await recorded;
    }

    private async Task RecordAsync(PolicyBrake brake, BrakeEvent record)
    {
        await ports.Log.AppendAsync(record, CancellationToken.None);

        // WHY not thrown: it closes and is on record; what is not struck off comes on record once more, no worse.
        await ports.Owed.StrikeAsync(OwedKind.Brake, brake.Id, 1, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
