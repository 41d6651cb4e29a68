using Exchange.Consent.Replicas;

namespace Exchange.Storage.Replicas;

/// <summary>
/// One hub's part in the store: it beats, applies what the feed has, and only then renews its lease, from the moment before the beat. Not
/// thread-safe: one cycle at a time. The proof that this is enough is in <c>src/decisions/0007-replica-lease.md</c>.
/// </summary>
internal sealed class ReplicaMember(IReplicaTables tables, IReplicaState state, ReplicaLease lease, TimeProvider time, Func<string> newId)
{
    private const int PageSize = 500;

    // WHY: writers who never rest must not keep the cycle from its other duties.
    private const int MaxBeats = 16;

    private static readonly TimeSpan ApplyLimit = TimeSpan.FromSeconds(5);

    // WHY so long: a city's consents are read in minutes, and a reading that is given up is begun anew. The hub has no lease meanwhile.
    private static readonly TimeSpan ReloadLimit = TimeSpan.FromMinutes(15);

    private string? _id;
    private long _beat;
    private FeedChange? _last;
    private bool _isOutOfDate;

    /// <summary>The last position of the feed that is applied here.</summary>
    public long Applied => _last?.Position ?? 0;

    /// <summary>After a cycle that succeeded: the entry of the feed up to which everything is applied here; null where there was none.</summary>
    public FeedChange? Last => _last;

    /// <summary>
    /// Enters a new row and notes where the feed stands; who reads consents, clients and policies after this misses nothing.
    /// </summary>
    public async Task JoinAsync(CancellationToken cancellationToken)
    {
        lease.Drop();
        _id = null;

        // WHY a new id each time: an id that comes back could show an old beat to somebody who saw it before.
        var id = newId();

        // INVARIANT: the row first. Whoever commits a change and does not find the row knows that it is read below.
        await tables.JoinAsync(id, cancellationToken).ConfigureAwait(false);
        _last = await tables.NewestAsync(cancellationToken).ConfigureAwait(false);
        _beat = 1;
        _id = id;
    }

    /// <summary>One cycle; an exception leaves the lease to end by the clock.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var beats = 0; beats < MaxBeats; beats++)
        {
            if (_id is null)
            {
                await JoinAsync(cancellationToken).ConfigureAwait(false);
                _isOutOfDate = true;
            }

            if (_isOutOfDate)
            {
                // INVARIANT: kept until it has succeeded, also over cycles that fail; the feed tells only of what comes after the row.
                await ReloadAsync(cancellationToken).ConfigureAwait(false);
                _isOutOfDate = false;
            }

            if (beats == 0)
            {
                // WHY: what is found here is confirmed by the first beat and not by a second one. It has no part in the proof.
                await CatchUpAsync(cancellationToken).ConfigureAwait(false);
            }

            // INVARIANT: the moment first, then the beat, then the feed. See the proof.
            var begun = lease.Begin();
            if (!await tables.BeatAsync(_id!, ++_beat, Applied, cancellationToken).ConfigureAwait(false))
            {
                Forget();
                continue;
            }

            var isChanged = await CatchUpAsync(cancellationToken).ConfigureAwait(false);
            if (state.IsCurrent)
            {
                lease.Renew(begun);
            }

            if (!isChanged)
            {
                return;
            }
        }
    }

    /// <summary>Gives the lease up and takes the row out, so that nobody waits for this hub.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        // INVARIANT: the lease first; without the row nobody waits for it any more.
        lease.Drop();
        if (_id is { } id)
        {
            _id = null;
            await tables.LeaveAsync(id, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Forget()
    {
        lease.Drop();
        _id = null;
    }

    private async Task<bool> CatchUpAsync(CancellationToken cancellationToken)
    {
        var isChanged = await ReadAsync(cancellationToken).ConfigureAwait(false);
        if (!state.IsCurrent)
        {
            // INVARIANT: before the beat that confirms what cannot be put in force here.
            lease.Drop();
        }

        return isChanged;
    }

    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        for (var isChanged = false; ; isChanged = true)
        {
            // WHY from the last applied one on: that it is still there, and the same, tells that nothing in between was pruned or restored away.
            var page = await tables.ReadAsync(Math.Max(1, Applied), PageSize, cancellationToken).ConfigureAwait(false);
            if (!Continues(page))
            {
                await RestartAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            var known = _last is null ? 0 : 1;
            foreach (var change in page.Skip(known))
            {
                await state.ApplyAsync(change, cancellationToken).WaitAsync(ApplyLimit, time, cancellationToken).ConfigureAwait(false);
                _last = change;
            }

            if (page.Count < PageSize)
            {
                return isChanged || page.Count > known;
            }
        }
    }

    private bool Continues(IReadOnlyList<FeedChange> page)
    {
        var first = Math.Max(1, Applied);
        return (_last is null ? page.Count == 0 || page[0].Position == 1 : page.Count > 0 && page[0] == _last)
            && page.Select((change, index) => change.Position == first + index).All(isNext => isNext);
    }

    private async Task RestartAsync(CancellationToken cancellationToken)
    {
        // INVARIANT: where the feed stands first, then all that it tells of.
        var newest = await tables.NewestAsync(cancellationToken).ConfigureAwait(false);
        await ReloadAsync(cancellationToken).ConfigureAwait(false);
        _last = newest;
    }

    private Task ReloadAsync(CancellationToken cancellationToken) =>
        state.ReloadAsync(cancellationToken).WaitAsync(ReloadLimit, time, cancellationToken);
}
