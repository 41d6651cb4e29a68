using Exchange.Consent.Replicas;
using Exchange.Storage.Replicas;

namespace Exchange.UnitTests.Fixtures;

/// <summary>One hub of a <see cref="ReplicaModel"/>: what it has applied, its lease, and the statements that are on their way.</summary>
internal sealed class ReplicaHub : IReplicaTables, IReplicaState
{
    private readonly ModelStore _store;
    private readonly ReplicaMember _member;
    private readonly ReplicaAcknowledgement _acknowledgement;
    private readonly List<Statement> _sent = [];
    private readonly List<Statement> _executed = [];
    private readonly List<Statement> _abandoned = [];
    private Task _cycle = Task.CompletedTask;
    private Task _waiting = Task.CompletedTask;
    private int _joined;

    public ReplicaHub(ModelStore store, MachineClock clock, TimeSpan deadAfter)
    {
        _store = store;
        Clock = clock;
        Lease = new ReplicaLease(clock);
        _member = new ReplicaMember(this, this, Lease, clock, () => $"{GetHashCode()}-{++_joined}");
        _acknowledgement = new ReplicaAcknowledgement(this, clock, new ReplicaWatch(clock, deadAfter));
    }

    public MachineClock Clock { get; }

    public ReplicaLease Lease { get; }

    public HashSet<long> Applied { get; } = [];

    public bool IsCurrent => true;

    public bool IsReadyToWithdraw => !Clock.IsStopped && _waiting.IsCompleted;

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

    public void Acknowledge(Action acknowledged) => _waiting = AcknowledgeAsync(acknowledged);

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

    public Task RemoveAsync(ReplicaBeat dead, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<ReplicaBeat>> ObserveAsync(CancellationToken cancellationToken) => SendAsync(_store.Observe);

    public Task<FeedChange?> NewestAsync(CancellationToken cancellationToken) => SendAsync(_store.Newest);

    public Task<IReadOnlyList<FeedChange>> ReadAsync(long position, int count, CancellationToken cancellationToken) =>
        SendAsync(() => _store.Read(position, count));

    public Task ApplyAsync(FeedChange change, CancellationToken cancellationToken)
    {
        Applied.Add(change.Position);
        return Task.CompletedTask;
    }

    public Task ReloadAsync(CancellationToken cancellationToken)
    {
        Applied.UnionWith(_store.Committed);
        return Task.CompletedTask;
    }

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

    private async Task AcknowledgeAsync(Action acknowledged)
    {
        try
        {
            await _acknowledgement.SettledAsync(CancellationToken.None).ConfigureAwait(false);
            acknowledged();
        }
        catch (ReplicasUnsettledException)
        {
            // Nothing is acknowledged.
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
