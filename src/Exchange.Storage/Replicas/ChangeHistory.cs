namespace Exchange.Storage.Replicas;

/// <summary>What the change feed tells of a time in which nobody here followed it. Thread-safe.</summary>
public sealed class ChangeHistory
{
    private const int PageSize = 1_000;

    private readonly IReplicaTables _tables;

    internal ChangeHistory(IReplicaTables tables) => _tables = tables;

    /// <summary>The newest entry, or null while there is none.</summary>
    public Task<FeedChange?> NewestAsync(CancellationToken cancellationToken) => _tables.NewestAsync(cancellationToken);

    /// <summary>
    /// Every entry after <paramref name="from"/>, in order. Null where the store does not continue what had <paramref name="from"/> and
    /// <paramref name="until"/>: either is gone or is another one, because it was pruned or the store was restored to an earlier state.
    /// </summary>
    /// <param name="from">The entry up to which everything is known.</param>
    /// <param name="until">A later entry, or the same, that has to be there.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<IReadOnlyList<FeedChange>?> ReadAsync(FeedChange from, FeedChange until, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(until);
        var read = new List<FeedChange>();
        for (var position = from.Position; ; position += PageSize)
        {
            var page = await _tables.ReadAsync(position, PageSize, cancellationToken).ConfigureAwait(false);
            read.AddRange(page);
            if (page.Count < PageSize)
            {
                return Continues(read, from, until) ? read[1..] : null;
            }
        }
    }

    private static bool Continues(List<FeedChange> read, FeedChange from, FeedChange until) =>
        read.Count > 0 && read[0] == from && read.Contains(until)
        && read.Select((change, index) => change.Position == from.Position + index).All(isNext => isNext);
}
