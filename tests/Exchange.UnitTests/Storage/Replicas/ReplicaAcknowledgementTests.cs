using Exchange.Storage.Replicas;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Storage.Replicas;

public sealed class ReplicaAcknowledgementTests
{
    private readonly MachineClock _clock = new(0);

    [Fact]
    public async Task Those_who_wait_for_a_store_that_does_not_answer_share_one_failure()
    {
        var tables = new MuteTables();
        using var acknowledgement = new ReplicaAcknowledgement(tables, _clock, new ReplicaWatch(_clock, ReplicaAcknowledgement.DeadAfter));
        var first = acknowledgement.ObserveAsync(TestContext.Current.CancellationToken);
        var others = Enumerable.Range(0, 50).Select(_ => acknowledgement.ObserveAsync(TestContext.Current.CancellationToken)).ToList();
        _clock.Advance(TimeSpan.FromSeconds(1));

        tables.Fail();
        await Assert.ThrowsAsync<TimeoutException>(() => first);
        await tables.AskedAsync();
        tables.Fail();

        foreach (var other in others)
        {
            await Assert.ThrowsAsync<TimeoutException>(() => other.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        }

        Assert.Equal(2, tables.Reads);
    }

    private sealed class MuteTables : IReplicaTables
    {
        private readonly SemaphoreSlim _asked = new(0);
        private TaskCompletionSource<IReadOnlyList<ReplicaBeat>> _answer = new();

        public int Reads { get; private set; }

        public void Fail()
        {
            _asked.Wait(0, TestContext.Current.CancellationToken);
            var answer = _answer;
            _answer = new TaskCompletionSource<IReadOnlyList<ReplicaBeat>>();
            answer.SetException(new TimeoutException());
        }

        public Task AskedAsync() => _asked.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        public Task<IReadOnlyList<ReplicaBeat>> ObserveAsync(CancellationToken cancellationToken)
        {
            Reads++;
            var answer = _answer.Task;
            _asked.Release();
            return answer;
        }

        public Task JoinAsync(string replica, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> BeatAsync(string replica, long beat, long confirmed, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task LeaveAsync(string replica, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task RemoveAsync(ReplicaBeat dead, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<FeedChange?> NewestAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<FeedChange>> ReadAsync(long position, int count, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
