using System.Collections.Concurrent;

namespace Exchange.EndToEnd.Replicas;

/// <summary>
/// Readers that keep asking both hubs for the cells of all lanes, and compare every answer with what was acknowledged when its request began:
/// an answer to a request that started after a withdrawal was acknowledged never contains the cell.
/// </summary>
internal sealed class Load : IAsyncDisposable
{
    private const int ReadersPerHub = 2;
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentDictionary<(string Replica, Sight Sight), int> _counts = new();
    private readonly ConcurrentDictionary<string, int> _judged = new();
    private readonly IReadOnlyList<Lane> _lanes;
    private readonly Timeline _timeline;
    private readonly Task _readers;

    public Load(HubPair pair, IReadOnlyList<Lane> lanes, Timeline timeline, int seed)
    {
        _lanes = lanes;
        _timeline = timeline;
        _readers = Task.WhenAll(((Replica[])[pair.A, pair.B]).SelectMany((replica, hub) =>
            Enumerable.Range(0, ReadersPerHub).Select(reader => ReadAsync(replica, new Random(seed + (hub * ReadersPerHub) + reader)))));
    }

    /// <summary>Answers that contained what they must not; with the timeline at that moment.</summary>
    public ConcurrentQueue<string> Leaks { get; } = new();

    /// <summary>How many answers of a hub showed what.</summary>
    public int Count(Replica replica, Sight sight) => _counts.GetValueOrDefault((replica.Name, sight));

    /// <summary>How many answers of a hub came while a withdrawal was acknowledged, from before they were asked for until they were there.</summary>
    public int Judged(Replica replica) => _judged.GetValueOrDefault(replica.Name);

    /// <summary>Asks a hub once for a cell and judges the answer as any other.</summary>
    public async Task<Sight> LookAsync(Replica replica, Lane lane)
    {
        var before = lane.State;
        var sight = await lane.LookAsync(replica.Client);
        _counts.AddOrUpdate((replica.Name, sight), 1, (_, count) => count + 1);
        if (sight == Sight.Refused || !before.IsClosed || !ReferenceEquals(before, lane.State))
        {
            return sight;
        }

        _judged.AddOrUpdate(replica.Name, 1, (_, count) => count + 1);
        if (sight == Sight.Open)
        {
            _timeline.Add($"{replica.Name} LEAKED {lane.Name}");
            Leaks.Enqueue($"{replica.Name} answered with the cell of {lane.Name} after its withdrawal was acknowledged:\n{_timeline}");
        }

        return sight;
    }

    /// <summary>Fails with the seed and what happened where an answer contained what it must not.</summary>
    public void AssertNoLeak(int seed) =>
        Assert.True(Leaks.IsEmpty, $"seed {seed}: {Leaks.Count} leaks, the first: {Leaks.FirstOrDefault()}");

    public override string ToString() => string.Join(", ", _counts
        .OrderBy(count => count.Key.Replica, StringComparer.Ordinal).ThenBy(count => count.Key.Sight)
        .Select(count => $"{count.Key.Replica} {count.Key.Sight.ToString().ToLowerInvariant()} {count.Value}")
        .Concat(_judged.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key} judged {count.Value}")));

    /// <summary>Ends the readers, each after the answer it waits for.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _readers;
        _ending.Dispose();
    }

    private async Task ReadAsync(Replica replica, Random random)
    {
        while (!_ending.IsCancellationRequested)
        {
            await LookAsync(replica, _lanes[random.Next(_lanes.Count)]);
            await Task.Delay(Breath, CancellationToken.None);
        }
    }
}
