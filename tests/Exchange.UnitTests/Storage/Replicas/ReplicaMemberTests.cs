using Exchange.Consent.Replicas;
using Exchange.Storage.Replicas;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Storage.Replicas;

public sealed class ReplicaMemberTests
{
    private readonly DirectTables _tables = new();
    private readonly SwitchedState _state = new();
    private readonly MachineClock _clock = new(0);
    private readonly ReplicaLease _lease;
    private readonly ReplicaMember _member;

    public ReplicaMemberTests()
    {
        _lease = new ReplicaLease(_clock);
        _member = new ReplicaMember(_tables, _state, _lease, _clock, () => "hub");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_found_is_confirmed_by_the_next_beat()
    {
        await StartAsync();
        _tables.Store.Commit();
        _tables.Beats.Clear();

        await _member.RunAsync(Cancel);

        Assert.Equal([1L], _tables.Beats);
        Assert.True(_lease.IsHeld);
    }

    [Fact]
    public async Task Who_cannot_judge_by_a_change_has_dropped_its_lease_before_it_confirms_it()
    {
        await StartAsync();
        _tables.Store.Commit();
        _state.AfterApply = false;
        _tables.Beaten = () => Assert.False(_lease.IsHeld);

        await _member.RunAsync(Cancel);
        Assert.False(_lease.IsHeld);

        _tables.Beaten = () => { };
        _tables.Store.Commit();
        _state.AfterApply = true;
        await _member.RunAsync(Cancel);
        Assert.True(_lease.IsHeld);
    }

    [Fact]
    public async Task A_change_that_cannot_be_applied_renews_no_lease_and_comes_again()
    {
        await StartAsync();
        _clock.Advance(ReplicaLease.Term);
        _tables.Store.Commit();
        _state.Fails = true;
        await Assert.ThrowsAsync<IOException>(() => _member.RunAsync(Cancel));
        Assert.Equal((false, 0L), (_lease.IsHeld, _member.Applied));

        _state.Fails = false;
        await _member.RunAsync(Cancel);
        Assert.Equal((true, 1L), (_lease.IsHeld, _member.Applied));
    }

    [Fact]
    public async Task A_hub_that_leaves_drops_its_lease_before_its_row_is_gone()
    {
        await StartAsync();
        _tables.Left = () => Assert.False(_lease.IsHeld);

        await _member.LeaveAsync(Cancel);

        Assert.Empty(_tables.Store.Observe());
    }

    [Fact]
    public async Task A_hub_whose_row_was_taken_out_has_no_lease_until_everything_has_been_read_anew()
    {
        await StartAsync();
        _tables.Store.Leave("hub");
        _state.FailsToReload = true;
        for (var cycle = 0; cycle < 3; cycle++)
        {
            await Assert.ThrowsAsync<IOException>(() => _member.RunAsync(Cancel));
            Assert.False(_lease.IsHeld, $"cycle {cycle}");
        }

        Assert.Single(_tables.Store.Observe());

        _state.FailsToReload = false;
        await _member.RunAsync(Cancel);
        Assert.True(_lease.IsHeld);
    }

    private async Task StartAsync()
    {
        await _member.JoinAsync(Cancel);
        await _member.RunAsync(Cancel);
        Assert.True(_lease.IsHeld);
    }

    private sealed class SwitchedState : IReplicaState
    {
        public bool AfterApply { get; set; } = true;

        public bool Fails { get; set; }

        public bool FailsToReload { get; set; }

        public bool IsCurrent { get; private set; } = true;

        public Task ApplyAsync(FeedChange change, CancellationToken cancellationToken)
        {
            IsCurrent = AfterApply;
            return Fails ? Task.FromException(new IOException()) : Task.CompletedTask;
        }

        public Task ReloadAsync(CancellationToken cancellationToken) =>
            FailsToReload ? Task.FromException(new IOException()) : Task.CompletedTask;
    }

    private sealed class DirectTables : IReplicaTables
    {
        public ModelStore Store { get; } = new();

        /// <summary>What was confirmed, beat by beat.</summary>
        public List<long> Beats { get; } = [];

        public Action Beaten { get; set; } = () => { };

        public Action Left { get; set; } = () => { };

        public Task JoinAsync(string replica, CancellationToken cancellationToken)
        {
            Store.Join(replica);
            return Task.CompletedTask;
        }

        public Task<bool> BeatAsync(string replica, long beat, long confirmed, CancellationToken cancellationToken)
        {
            Beats.Add(confirmed);
            Beaten();
            return Task.FromResult(Store.Beat(replica, beat, confirmed));
        }

        public Task LeaveAsync(string replica, CancellationToken cancellationToken)
        {
            Left();
            Store.Leave(replica);
            return Task.CompletedTask;
        }

        public Task RemoveAsync(ReplicaBeat dead, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<ReplicaBeat>> ObserveAsync(CancellationToken cancellationToken) => Task.FromResult(Store.Observe());

        public Task<FeedChange?> NewestAsync(CancellationToken cancellationToken) => Task.FromResult(Store.Newest());

        public Task<IReadOnlyList<FeedChange>> ReadAsync(long position, int count, CancellationToken cancellationToken) =>
            Task.FromResult(Store.Read(position, count));
    }
}
