using Exchange.EndToEnd.Calls;

namespace Exchange.EndToEnd.Replicas;

/// <summary>
/// Withdrawals under load while hub B stands still, loses its database, is killed, or the database restarts, at random:
/// as many as <see cref="Demanded"/> says, 40 where it says nothing.
/// </summary>
[Collection(nameof(HubPair))]
public sealed class FaultSoakTests(HubPair pair, ITestOutputHelper output)
{
    private static int Seed => Demanded.Seed;

    private static int Count { get; } = Demanded.Withdrawals(40);

    [Fact]
    public async Task Whatever_fails_no_answer_contains_what_was_withdrawn_before_it_was_asked()
    {
        var timeline = new Timeline();
        Lane[] lanes =
        [
            new(People.LiJianguo), new(People.ZhangGuiying), new(People.ChenAilian), new(People.WangXiufang), new(People.WangZhiqiang),
        ];
        await pair.A.RenewTokensAsync();
        await pair.B.RenewTokensAsync();
        await using var load = new Load(pair, lanes, timeline, Seed);
        var withdrawals = new Withdrawals(pair, load, timeline);
        using var done = new CancellationTokenSource();
        var faults = new Faults(pair, timeline, Seed).RunAsync(done.Token);
        try
        {
            await Task.WhenAll(lanes.Select((lane, writer) =>
                WriteAsync(withdrawals, load, lane, new Random(Seed + writer), Share(lanes.Length, writer))));
        }
        finally
        {
            await done.CancelAsync();
            await faults;
        }

        output.WriteLine($"seed {Seed}: {withdrawals.Acknowledged}; asked again {withdrawals.Unacknowledged}; {load}");
        await withdrawals.CloseAsync(lanes[0], await withdrawals.OpenOnBothAsync(lanes[0]), pair.B, [pair.A, pair.B]);
        load.AssertNoLeak(Seed);
        Assert.All((Replica[])[pair.A, pair.B], replica =>
        {
            Assert.NotEqual(0, load.Count(replica, Sight.Open));
            Assert.NotEqual(0, load.Judged(replica));
        });
    }

    private async Task WriteAsync(Withdrawals withdrawals, Load load, Lane lane, Random random, int count)
    {
        await withdrawals.ClearAsync(lane);
        for (var i = 0; i < count; i++)
        {
            var consents = await withdrawals.OpenAsync(lane);
            await withdrawals.UntilAsync(pair.A, lane, Sight.Open);
            await withdrawals.CloseAsync(lane, consents, random.Next(3) == 0 ? pair.B : pair.A, [pair.A]);

            // WHY not longer: B may stand still, and then answers when it goes on.
            await Task.WhenAny(load.LookAsync(pair.B, lane), Task.Delay(TimeSpan.FromMilliseconds(300)));
        }
    }

    private static int Share(int writers, int writer) => (Count / writers) + (writer < Count % writers ? 1 : 0);
}
