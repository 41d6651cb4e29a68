namespace Exchange.Storage.Replicas;

/// <summary>
/// Port: what a hub asks of the store to keep its lease and to watch the others'. Each call is one statement, committed when it returns, and
/// fails rather than taking long. Thread-safe.
/// </summary>
internal interface IReplicaTables
{
    /// <summary>Makes the row of a new replica, at beat 1, with nothing confirmed.</summary>
    Task JoinAsync(string replica, CancellationToken cancellationToken);

    /// <summary>Raises the replica's beat and what it has confirmed; a beat that is overtaken by a later one changes nothing.</summary>
    /// <returns>False where the row is gone.</returns>
    Task<bool> BeatAsync(string replica, long beat, long confirmed, CancellationToken cancellationToken);

    /// <summary>Removes the replica's row.</summary>
    Task LeaveAsync(string replica, CancellationToken cancellationToken);

    /// <summary>Removes a row whose beat is still the one that was seen.</summary>
    Task RemoveAsync(ReplicaBeat dead, CancellationToken cancellationToken);

    /// <summary>All replicas.</summary>
    Task<IReadOnlyList<ReplicaBeat>> ObserveAsync(CancellationToken cancellationToken);

    /// <summary>The newest entry of the feed, or null while there is none.</summary>
    Task<FeedChange?> NewestAsync(CancellationToken cancellationToken);

    /// <summary>The entries from <paramref name="position"/> on, in order, at most <paramref name="count"/>.</summary>
    Task<IReadOnlyList<FeedChange>> ReadAsync(long position, int count, CancellationToken cancellationToken);
}

/// <summary>A replica's row as it was read.</summary>
/// <param name="Replica">Its id.</param>
/// <param name="Beat">Its beat.</param>
/// <param name="Confirmed">The last position that it has applied.</param>
internal sealed record ReplicaBeat(string Replica, long Beat, long Confirmed);
