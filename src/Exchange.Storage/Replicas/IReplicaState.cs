namespace Exchange.Storage.Replicas;

/// <summary>
/// Port: what a hub keeps in memory of the store and has to bring up to date before it renews its lease. Called by one caller at a time,
/// but a call that took too long can still run beside the next: both are repeatable in any order.
/// </summary>
public interface IReplicaState
{
    /// <summary>
    /// Whether the hub can judge by what the store has now. False, for example, while the published policies do not compile here: then it
    /// has no lease.
    /// </summary>
    bool IsCurrent { get; }

    /// <summary>Takes one change; in force when it returns. An exception keeps the lease from being renewed, and the change comes again.</summary>
    Task ApplyAsync(FeedChange change, CancellationToken cancellationToken);

    /// <summary>Reads everything anew: entries of the feed may have been missed.</summary>
    Task ReloadAsync(CancellationToken cancellationToken);
}
