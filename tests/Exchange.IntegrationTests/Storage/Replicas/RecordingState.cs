using System.Collections.Concurrent;
using Exchange.Storage.Replicas;

namespace Exchange.IntegrationTests.Storage.Replicas;

/// <summary>A hub's memory that remembers what it was told.</summary>
internal sealed class RecordingState : IReplicaState
{
    private readonly ConcurrentQueue<FeedChange> _applied = new();

    public bool IsCurrent { get; set; } = true;

    public IReadOnlyCollection<FeedChange> Applied => _applied;

    public int Reloads { get; private set; }

    public Task ApplyAsync(FeedChange change, CancellationToken cancellationToken)
    {
        _applied.Enqueue(change);
        return Task.CompletedTask;
    }

    public Task ReloadAsync(CancellationToken cancellationToken)
    {
        Reloads++;
        return Task.CompletedTask;
    }

    /// <summary>Returns once so many changes were applied; fails after a minute.</summary>
    public async Task HasSeenAsync(int changes)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (_applied.Count < changes)
        {
            await Task.Delay(10, limit.Token);
        }
    }
}
