using Exchange.Consent.Replicas;
using Microsoft.Extensions.Logging;

namespace Exchange.Storage.Replicas;

/// <summary>
/// Keeps this hub in step with the others on its store, as long as it runs: first <see cref="JoinAsync"/>, then read everything, then
/// <see cref="StartAsync"/>. Disposing it gives the lease up and takes the hub out of the store.
/// </summary>
public sealed partial class ReplicaFollower : IAsyncDisposable
{
    private static readonly TimeSpan DeadRowAfter = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PruneEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);

    private readonly ReplicaParts _parts;
    private readonly CancellationTokenSource _stopping = new();
    private readonly LateState _state = new();
    private readonly ReplicaMember _member;
    private readonly ChangeSignal _signal = new();
    private Task _running = Task.CompletedTask;
    private Task _watching = Task.CompletedTask;
    private IDisposable? _claim;
    private volatile FeedChange? _applied;
    private long? _pruned;
    private bool _isFollowing = true;

    internal ReplicaFollower(ReplicaParts parts, Func<string> newId)
    {
        _parts = parts;
        _member = new ReplicaMember(parts.Tables, _state, parts.Lease, parts.Time, newId);
        parts.Feed.Written += _signal.Set;
    }

    /// <summary>
    /// An entry of the feed up to which every change is applied here, whatever comes after; null while there was none. It may be a cycle old.
    /// </summary>
    public FeedChange? Applied => _applied;

    /// <summary>Takes part from here on; whoever reads the store after this misses no change.</summary>
    /// <exception cref="StorageException">The store can have one hub only, and has one; or it does not answer.</exception>
    public Task JoinAsync(CancellationToken cancellationToken)
    {
        _claim ??= _parts.Claim?.Invoke();
        return InTimeAsync(_member.JoinAsync, cancellationToken);
    }

    /// <summary>Follows the feed from where <see cref="JoinAsync"/> found it; the hub has its lease when this returns.</summary>
    /// <param name="state">What is kept up to date.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <exception cref="StorageException">The store does not answer.</exception>
    public async Task StartAsync(IReplicaState state, CancellationToken cancellationToken)
    {
        _state.Inner = state;
        await InTimeAsync(_member.RunAsync, cancellationToken).ConfigureAwait(false);
        _applied = _member.Last;
        _running = Task.WhenAll(FollowAsync(), _parts.ListenAsync?.Invoke(_signal.Set, _stopping.Token) ?? Task.CompletedTask);
    }

    /// <summary>Stops, gives the lease up and takes the hub's row out.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        _parts.Feed.Written -= _signal.Set;
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_running, _watching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _member.LeaveAsync(CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _claim?.Dispose();
        _stopping.Dispose();
    }

    // WHY more than once: the limit of a beat is too short for the first call of a process, and for a machine on which all hubs start at once.
    private async Task InTimeAsync(Func<CancellationToken, Task> step, CancellationToken cancellationToken)
    {
        var begun = _parts.Time.GetTimestamp();
        while (true)
        {
            try
            {
                await step(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception late) when (late.GetBaseException() is TimeoutException or OperationCanceledException
                && !cancellationToken.IsCancellationRequested)
            {
                if (_parts.Time.GetElapsedTime(begun) >= StartLimit)
                {
                    throw new StorageException(
                        $"The store did not answer this hub within {StartLimit.TotalSeconds:0} s; start it again when the database is well.", late);
                }
            }
        }
    }

    private async Task FollowAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            await _signal.WaitAsync(_parts.Period, _parts.Time, _stopping.Token).ConfigureAwait(false);
            await TryAsync().ConfigureAwait(false);
        }
    }

    private async Task TryAsync()
    {
        try
        {
            await _member.RunAsync(_stopping.Token).ConfigureAwait(false);
            _applied = _member.Last;
            Note(isFollowing: true, "");
            if (_watching.IsCompleted)
            {
                // WHY not waited for: whatever else there is to do must not keep the next beat, and with it the lease.
                _watching = WatchAsync();
            }
        }
        catch (Exception fault) when (!_stopping.IsCancellationRequested)
        {
            // WHY not more than the type: messages of a database can quote rows. The line of a StorageException is written for operators.
            Note(isFollowing: false, fault is StorageException ? fault.Message : fault.GetType().Name);
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }

    // A dead hub is then known to be dead before the next withdrawal asks.
    private async Task WatchAsync()
    {
        try
        {
            await ObserveAsync().ConfigureAwait(false);
            await PruneAsync().ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            // WHY nothing is said: the beats, ten a second on the same database, say what there is to say; the next cycle looks again.
            _ = fault;
        }
    }

    private async Task ObserveAsync()
    {
        if (_parts.Acknowledgement is { } acknowledgement)
        {
            await acknowledgement.ObserveAsync(_stopping.Token).ConfigureAwait(false);
            foreach (var dead in _parts.Watch.Dead(DeadRowAfter))
            {
                await _parts.Tables.RemoveAsync(dead, _stopping.Token).ConfigureAwait(false);
            }
        }
    }

    private async Task PruneAsync()
    {
        if (_pruned is not { } pruned || _parts.Time.GetElapsedTime(pruned) >= PruneEvery)
        {
            _pruned = _parts.Time.GetTimestamp();
            await _parts.Feed.PruneAsync(_parts.Time.GetUtcNow() - KeptFor, _stopping.Token).ConfigureAwait(false);
        }
    }

    private void Note(bool isFollowing, string fault)
    {
        if (_isFollowing != isFollowing)
        {
            _isFollowing = isFollowing;
            if (isFollowing)
            {
                Found(_parts.Logger);
            }
            else
            {
                Lost(_parts.Logger, fault);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The store's change feed cannot be followed ({Fault}): what needs a consent is closed until it can.")]
    private static partial void Lost(ILogger logger, string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store's change feed is followed again.")]
    private static partial void Found(ILogger logger);

    // The state is put together from what is read after joining.
    private sealed class LateState : IReplicaState
    {
        public IReplicaState? Inner { get; set; }

        public bool IsCurrent => Inner is { IsCurrent: true };

        public Task ApplyAsync(FeedChange change, CancellationToken cancellationToken) => Inner!.ApplyAsync(change, cancellationToken);

        public Task ReloadAsync(CancellationToken cancellationToken) => Inner!.ReloadAsync(cancellationToken);
    }
}

/// <summary>What a follower works with.</summary>
internal sealed record ReplicaParts(
    IReplicaTables Tables, ChangeFeed Feed, ReplicaLease Lease, ReplicaWatch Watch, TimeProvider Time, ILogger Logger)
{
    /// <summary>Watches the other hubs; null where there can be none.</summary>
    public ReplicaAcknowledgement? Acknowledgement { get; init; }

    /// <summary>Takes the store for this hub alone; null where several can share it.</summary>
    public Func<IDisposable>? Claim { get; init; }

    /// <summary>How long to wait for a sign before looking anyway.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Calls back at every sign of the store's that something was committed; null where the store gives none.</summary>
    public Func<Action, CancellationToken, Task>? ListenAsync { get; init; }
}
