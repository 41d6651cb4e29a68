using Exchange.Consent.Replicas;
using Exchange.Storage.Replicas;

namespace Exchange.UnitTests.Fixtures;

/// <summary>
/// Three hubs on one store, with the hub's own code for beats, lease and acknowledgement, and chance instead of network, scheduler and
/// operator: statements are executed late, answered late, abandoned and executed afterwards; processes are stopped, leave and come back.
/// Everything happens on one thread in an order that the seed decides.
/// </summary>
internal sealed class ReplicaModel
{
    private readonly Random _chance;
    private readonly ReplicaHub[] _hubs;
    private readonly ModelStore _store = new();
    private readonly List<long> _acknowledged = [];

    public ReplicaModel(int seed, TimeSpan deadAfter)
    {
        _chance = new Random(seed);
        _hubs = [.. Enumerable.Range(0, 3).Select(_ => new ReplicaHub(_store, new MachineClock(_chance.Next()), deadAfter))];
    }

    /// <summary>How many changes were acknowledged.</summary>
    public int Acknowledged => _acknowledged.Count;

    /// <summary>How many of them while a hub had not applied them, so that it was its lease that had ended.</summary>
    public int WithoutConfirmation { get; private set; }

    /// <summary>How often a hub had its lease after a step.</summary>
    public int Held { get; private set; }

    /// <summary>What went wrong, or null.</summary>
    public string? Violation { get; private set; }

    public void Run(int steps)
    {
        for (var step = 0; step < steps && Violation is null; step++)
        {
            Step();
            foreach (var hub in _hubs.Where(hub => hub.Lease.IsHeld))
            {
                Held++;
                Violation ??= _acknowledged.Where(change => !hub.Applied.Contains(change))
                    .Select(change => $"change {change} was acknowledged while a hub with a lease had not applied it (step {step})")
                    .FirstOrDefault();
            }
        }
    }

    private void Step()
    {
        var hub = _hubs[_chance.Next(_hubs.Length)];
        switch (_chance.Next(100))
        {
            case < 32:
                hub.ExecuteOne(_chance);
                break;
            case < 64:
                hub.AnswerOne(_chance);
                break;
            case < 80:
                Advance(TimeSpan.FromMilliseconds(_chance.Next(1, _chance.Next(10) == 0 ? 700 : 60)));
                break;
            case < 90:
                hub.StartCycle();
                break;
            case < 94:
                Withdraw(hub);
                break;
            case < 96:
                hub.Toggle();
                break;
            case < 98:
                hub.AbandonOne(_chance);
                break;
            case 98 when _chance.Next(3) == 0:
                hub.StartLeaving();
                break;
            case 98:
                hub.StartSweeping();
                break;
            default:
                _store.Prune(_hubs[_chance.Next(_hubs.Length)].Applied.Count);
                break;
        }
    }

    private void Advance(TimeSpan by)
    {
        foreach (var hub in _hubs)
        {
            hub.Clock.Advance(by);
        }
    }

    private void Withdraw(ReplicaHub hub) => hub.Withdraw(change =>
    {
        _acknowledged.Add(change);
        WithoutConfirmation += _hubs.Any(other => !other.Applied.Contains(change)) ? 1 : 0;
    });
}

/// <summary>The tables, as a database has them: each statement at once.</summary>
internal sealed class ModelStore
{
    private readonly List<FeedChange> _feed = [];
    private readonly Dictionary<string, ReplicaBeat> _replicas = new(StringComparer.Ordinal);
    private long _head;

    public IEnumerable<long> Committed => Enumerable.Range(1, (int)_head).Select(position => (long)position);

    public long Commit()
    {
        _feed.Add(new FeedChange(++_head, ChangeKind.Consent, $"{_head}", default));
        return _head;
    }

    public void Prune(long until) => _feed.RemoveAll(change => change.Position < Math.Min(until, _head));

    public void Join(string replica) => _replicas.Add(replica, new ReplicaBeat(replica, 1, 0));

    public bool Beat(string replica, long beat, long confirmed)
    {
        if (!_replicas.TryGetValue(replica, out var row) || row.Beat >= beat)
        {
            return false;
        }

        _replicas[replica] = new ReplicaBeat(replica, beat, confirmed);
        return true;
    }

    public void Leave(string replica) => _replicas.Remove(replica);

    public void Remove(ReplicaBeat dead)
    {
        if (_replicas.TryGetValue(dead.Replica, out var row) && row.Beat == dead.Beat)
        {
            _replicas.Remove(dead.Replica);
        }
    }

    public IReadOnlyList<ReplicaBeat> Observe() => [.. _replicas.Values];

    public FeedChange? Newest() => _feed.LastOrDefault();

    public IReadOnlyList<FeedChange> Read(long position, int count) =>
        [.. _feed.Where(change => change.Position >= position).Take(count)];
}
