using System.Diagnostics;
using Exchange.EndToEnd.Calls;

namespace Exchange.EndToEnd.Replicas;

/// <summary>
/// A consent withdrawn on one hub is closed on the other before the withdrawal is acknowledged, whatever happens to the other, to the network
/// between it and the database, or to the database. Both hubs are asked all the time.
/// </summary>
[Collection(nameof(HubPair))]
public sealed class WithdrawalOnTwoHubsTests(HubPair pair, ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly int Rounds = Demanded.Withdrawals(30);

    // What a hub that is gone can cost is 650 ms; what a test may demand of a machine that runs ten other things is less.
    private static readonly TimeSpan Acceptable = TimeSpan.FromSeconds(10);

    private readonly Timeline _timeline = new();
    private readonly Lane[] _lanes =
    [
        new(People.LiJianguo), new(People.ZhangGuiying), new(People.ChenAilian), new(People.WangXiufang), new(People.WangZhiqiang),
    ];

    private Load _load = null!;
    private Withdrawals _withdrawals = null!;

    private Replica A => pair.A;

    private Replica B => pair.B;

    public async ValueTask InitializeAsync()
    {
        await A.RenewTokensAsync();
        await B.RenewTokensAsync();
        _load = new Load(pair, _lanes, _timeline, Demanded.Seed);
        _withdrawals = new Withdrawals(pair, _load, _timeline);
        foreach (var lane in _lanes)
        {
            await _withdrawals.ClearAsync(lane);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _load.DisposeAsync();
        output.WriteLine($"{_load}");
        output.WriteLine($"{_withdrawals.Acknowledged}; {_withdrawals.Closed}; asked again {_withdrawals.Unacknowledged}");
    }

    [Fact]
    public async Task A_withdrawal_on_one_hub_is_closed_on_the_other_before_it_is_acknowledged()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var lane = _lanes[round % _lanes.Length];
            var consents = await _withdrawals.OpenOnBothAsync(lane);

            await _withdrawals.CloseMeasuredAsync(lane, consents, round % 2 == 0 ? A : B);
        }

        _load.AssertNoLeak(Demanded.Seed);
        Assert.Equal(0, _withdrawals.Unacknowledged);
    }

    [Fact]
    public async Task A_hub_that_stands_still_delays_withdrawals_for_a_moment_and_is_closed_when_it_goes_on()
    {
        var consents = await OpenAllAsync();
        var late = new List<Task<Sight>>();
        B.Pause();
        try
        {
            foreach (var (lane, given) in consents.Take(3))
            {
                await CloseInTimeAsync(lane, given);
                late.Add(_load.LookAsync(B, lane));
            }
        }
        finally
        {
            B.Resume();
        }

        Assert.DoesNotContain(Sight.Open, await Task.WhenAll(late));
        foreach (var (lane, _) in consents.Take(3))
        {
            Assert.NotEqual(Sight.Open, await _load.LookAsync(B, lane));
        }

        await AssertRecoveredAsync();
    }

    [Fact]
    public async Task A_hub_that_hears_nothing_from_the_database_closes_by_itself()
    {
        var consents = await OpenAllAsync();
        var (inTime, other, byB) = (consents[0], consents[1], consents[2]);
        B.Relay.Freeze();
        try
        {
            await CloseInTimeAsync(inTime.Lane, inTime.Consents, B);

            // It cannot know what else was withdrawn: so it answers nothing that hangs on a consent.
            await _withdrawals.UntilAsync(B, other.Lane, Sight.Closed);
            var unheard = Lane.TryWithdrawAsync(B.Steward(pair.Session), byB.Consents[0]);
            await Task.WhenAny(unheard, Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken));
            Assert.False(unheard.IsCompletedSuccessfully && await unheard, "B acknowledged a withdrawal that it could not write.");
            B.Relay.Heal();
            await unheard;
        }
        finally
        {
            B.Relay.Heal();
        }

        await AssertRecoveredAsync();
    }

    [Fact]
    public async Task A_hub_that_is_cut_from_the_database_closes_and_comes_back()
    {
        var consents = await OpenAllAsync();
        B.Relay.Cut();
        try
        {
            await CloseInTimeAsync(consents[0].Lane, consents[0].Consents, B);
            await _withdrawals.UntilAsync(B, consents[1].Lane, Sight.Closed);
        }
        finally
        {
            B.Relay.Heal();
        }

        await AssertRecoveredAsync();
    }

    [Fact]
    public async Task A_database_that_restarts_under_load_costs_time_and_never_a_wrong_answer()
    {
        var restarts = RestartTwiceAsync();
        for (var round = 0; round < _lanes.Length || !restarts.IsCompleted; round++)
        {
            var lane = _lanes[round % _lanes.Length];
            var consents = await _withdrawals.OpenAsync(lane);
            await _withdrawals.CloseAsync(lane, consents, round % 2 == 0 ? A : B, [A, B]);
        }

        await restarts;
        await AssertRecoveredAsync();
    }

    [Fact]
    public async Task A_hub_that_was_killed_delays_withdrawals_for_a_moment_and_comes_back_closed()
    {
        var consents = await OpenAllAsync();
        await B.KillAsync();
        foreach (var (lane, given) in consents.Take(2))
        {
            await CloseInTimeAsync(lane, given);
        }

        await B.StartAgainAsync();
        foreach (var (lane, _) in consents.Take(2))
        {
            Assert.NotEqual(Sight.Open, await _load.LookAsync(B, lane));
        }

        await _withdrawals.UntilAsync(B, consents[2].Lane, Sight.Open);
        await AssertRecoveredAsync();
    }

    private async Task<List<(Lane Lane, IReadOnlyList<string> Consents)>> OpenAllAsync()
    {
        var opened = new List<(Lane, IReadOnlyList<string>)>();
        foreach (var lane in _lanes)
        {
            opened.Add((lane, await _withdrawals.OpenOnBothAsync(lane)));
        }

        return opened;
    }

    // By A, which can; what B answers is looked at only where B can answer.
    private async Task CloseInTimeAsync(Lane lane, IReadOnlyList<string> consents, params Replica[] seenBy)
    {
        var begun = Stopwatch.StartNew();
        await _withdrawals.CloseAsync(lane, consents, A, [A, .. seenBy]);
        Assert.True(begun.Elapsed < Acceptable, $"The withdrawal took {begun.Elapsed}:\n{_timeline}");
    }

    private async Task RestartTwiceAsync()
    {
        for (var restart = 0; restart < 2; restart++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            _timeline.Add("database restarts");
            await pair.RestartServerAsync();
            _timeline.Add("database is back");
        }
    }

    // No leak, and both hubs open and close as ever.
    private async Task AssertRecoveredAsync()
    {
        foreach (var lane in _lanes)
        {
            await _withdrawals.ClearAsync(lane);
        }

        var consents = await _withdrawals.OpenOnBothAsync(_lanes[0]);
        await _withdrawals.CloseAsync(_lanes[0], consents, B, [A, B]);
        _load.AssertNoLeak(Demanded.Seed);
    }
}
