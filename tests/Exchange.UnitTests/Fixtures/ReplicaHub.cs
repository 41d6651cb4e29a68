using Exchange.Consent.Replicas;
using Exchange.Storage.Replicas;

namespace Exchange.UnitTests.Fixtures;

/// <summary>One hub of a <see cref="ReplicaModel"/>: what it has applied, its lease, and the statements that are on their way.</summary>
internal sealed class ReplicaHub : IReplicaTables, IReplicaState
{
    private readonly ModelStore _store;
    private readonly ReplicaMember _member;
    private readonly ReplicaWatch _watch;
    private readonly ReplicaAcknowledgement _acknowledgement;
    private readonly TimeSpan _deadAfter;
    private readonly List<Statement> _sent = [];
    private readonly List<Statement> _executed = [];
    private readonly List<Statement> _abandoned = [];
    private Task _cycle = Task.CompletedTask;
    private Task _waiting = Task.CompletedTask;
    private Task _sweep = Task.CompletedTask;
    private int _joined;

    public ReplicaHub(ModelStore store, MachineClock clock, TimeSpan deadAfter)
    {
        _store = store;
        Clock = clock;
        Lease = new ReplicaLease(clock);
        _member = new ReplicaMember(this, this, Lease, clock, () => $"{GetHashCode()}-{++_joined}");
        _deadAfter = deadAfter;
        _watch = new ReplicaWatch(clock, deadAfter);
        _acknowledgement = new ReplicaAcknowledgement(this, clock, _watch);
    }

    public MachineClock Clock { get; }

    public ReplicaLease Lease { get; }

    public HashSet<long> Applied { get; } = [];

    public bool IsCurrent => true;

    public void StartCycle()
    {
        if (!Clock.IsStopped && _cycle.IsCompleted)
        {
            _cycle = _member.RunAsync(CancellationToken.None);
        }
    }

    public void StartLeaving()
    {
        if (!Clock.IsStopped && _cycle.IsCompleted)
        {
            _cycle = _member.LeaveAsync(CancellationToken.None);
        }
    }

    /// <summary>Commits a change, applies it when the store has said so, and acknowledges it when it counts everywhere.</summary>
    public void Withdraw(Action<long> acknowledged)
    {
        // WHY one at a time: two readers of the beats wait for each other on a semaphore, which wakes the second on a thread of its own, and
        // then chance is no longer the seed's.
        if (!Clock.IsStopped && _waiting.IsCompleted && _sweep.IsCompleted)
        {
            _waiting = WithdrawAsync(acknowledged);
        }
    }

    /// <summary>Takes out the rows of hubs that are known to have lost their leases.</summary>
    public void StartSweeping()
    {
        if (!Clock.IsStopped && _sweep.IsCompleted && _waiting.IsCompleted)
        {
            _sweep = SweepAsync();
        }
    }

    /// <summary>SIGSTOP and SIGCONT.</summary>
    public void Toggle()
    {
        Clock.IsStopped = !Clock.IsStopped;
        Clock.Fire();
    }

    /// <summary>A statement reaches the database, perhaps one whose sender has given it up.</summary>
    public void ExecuteOne(Random chance)
    {
        if (Take(chance, chance.Next(8) == 0 ? _abandoned : _sent) is { } statement)
        {
            statement.Execute();
            if (!statement.IsAbandoned)
            {
                _executed.Add(statement);
            }
        }
    }

    /// <summary>An answer reaches its hub.</summary>
    public void AnswerOne(Random chance)
    {
        if (!Clock.IsStopped)
        {
            Take(chance, _executed)?.Answer();
        }
    }

    /// <summary>The hub gives a statement up that may or may not have been executed, or may be later.</summary>
    public void AbandonOne(Random chance)
    {
        if (!Clock.IsStopped && Take(chance, chance.Next(2) == 0 ? _sent : _executed) is { } statement)
        {
            _abandoned.Add(statement);
            statement.Abandon();
        }
    }

    public Task JoinAsync(string replica, CancellationToken cancellationToken) => SendAsync(() =>
    {
        _store.Join(replica);
        return true;
    });

    public Task<bool> BeatAsync(string replica, long beat, long confirmed, CancellationToken cancellationToken) =>
        SendAsync(() => _store.Beat(replica, beat, confirmed));

    public Task LeaveAsync(string replica, CancellationToken cancellationToken) => SendAsync(() =>
    {
        _store.Leave(replica);
        return true;
    });

    public Task RemoveAsync(ReplicaBeat dead, CancellationToken cancellationToken) => SendAsync(() =>
    {
        _store.Remove(dead);
        return true;
    });

    public Task<IReadOnlyList<ReplicaBeat>> ObserveAsync(CancellationToken cancellationToken) => SendAsync(_store.Observe);

    public Task<FeedChange?> NewestAsync(CancellationToken cancellationToken) => SendAsync(_store.Newest);

    public Task<IReadOnlyList<FeedChange>> ReadAsync(long position, int count, CancellationToken cancellationToken) =>
        SendAsync(() => _store.Read(position, count));

    public async Task ApplyAsync(FeedChange change, CancellationToken cancellationToken) =>
        Applied.Add(await SendAsync(() => change.Position).ConfigureAwait(false));

    public async Task ReloadAsync(CancellationToken cancellationToken) =>
        Applied.UnionWith(await SendAsync(() => _store.Committed.ToList()).ConfigureAwait(false));

    private static Statement? Take(Random chance, List<Statement> from)
    {
        if (from.Count == 0)
        {
            return null;
        }

        var place = chance.Next(from.Count);
        var taken = from[place];
        from.RemoveAt(place);
        return taken;
    }

    private async Task WithdrawAsync(Action<long> acknowledged)
    {
        try
        {
            var change = await SendAsync(_store.Commit).ConfigureAwait(false);
            Applied.Add(change);
            await _acknowledgement.SettledAsync(CancellationToken.None).ConfigureAwait(false);
            acknowledged(change);
        }
        catch (Exception unknown) when (unknown is TimeoutException or ReplicasUnsettledException)
        {
            // Nothing is acknowledged, committed or not.
        }
    }

    private async Task SweepAsync()
    {
        try
        {
            await _acknowledgement.ObserveAsync(CancellationToken.None).ConfigureAwait(false);
            foreach (var dead in _watch.Dead(_deadAfter))
            {
                await RemoveAsync(dead, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (TimeoutException)
        {
            // The next sweep goes on.
        }
    }

    private Task<T> SendAsync<T>(Func<T> execute)
    {
        var answer = new TaskCompletionSource<T>();
        T? result = default;
        _sent.Add(new Statement(
            () => result = execute(), () => answer.SetResult(result!), () => answer.SetException(new TimeoutException())));
        return answer.Task;
    }

    private sealed class Statement(Action execute, Action answer, Action abandon)
    {
        private bool _isExecuted;

        public bool IsAbandoned { get; private set; }

        public void Execute()
        {
            if (!_isExecuted)
            {
                _isExecuted = true;
                execute();
            }
        }

        public void Answer() => answer();

        public void Abandon()
        {
            IsAbandoned = true;
            abandon();
        }
    }
}
