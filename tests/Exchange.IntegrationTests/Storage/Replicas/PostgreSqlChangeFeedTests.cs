using System.Diagnostics;
using Exchange.Consent.Replicas;
using Exchange.Fixtures;
using Exchange.Storage;
using Exchange.Storage.Model;
using Exchange.Storage.Replicas;
using Exchange.Storage.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Exchange.IntegrationTests.Storage.Replicas;

public sealed class PostgreSqlChangeFeedTests(PostgreSqlTemplate template)
    : ChangeFeedCompliance, IClassFixture<PostgreSqlTemplate>, IAsyncDisposable
{
    private readonly List<ServiceProvider> _hubs = [];
    private string? _connection;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected override Task<IServiceProvider> EmptyAsync() => HubAsync();

    [Fact]
    public async Task A_change_is_acknowledged_when_the_other_hub_has_applied_it()
    {
        var (first, second) = (await HubAsync(), await HubAsync());
        var (_, far) = (await FollowAsync(first), await FollowAsync(second));
        for (var i = 0; i < 20; i++)
        {
            await AddAsync(first, $"{i}");
            await first.GetRequiredService<IReplicas>().SettledAsync(Cancel);
            Assert.True(far.Applied.Count == i + 1 || !second.GetRequiredService<ReplicaLease>().IsHeld);
        }
    }

    [Fact]
    public async Task A_hub_that_does_not_beat_is_waited_for_as_long_as_its_lease_lasts_and_no_longer()
    {
        var (first, second) = (await HubAsync(), await HubAsync());
        await FollowAsync(first);
        await second.GetRequiredService<ReplicaFollower>().JoinAsync(Cancel);
        await AddAsync(first, "a");

        var clock = Stopwatch.StartNew();
        await first.GetRequiredService<IReplicas>().SettledAsync(Cancel);
        Assert.True(clock.Elapsed > ReplicaLease.Term - TimeSpan.FromMilliseconds(200), $"waited only {clock.Elapsed}");
        await AddAsync(first, "b");
        await first.GetRequiredService<IReplicas>().SettledAsync(Cancel);
    }

    [Fact]
    public async Task A_hub_that_cannot_judge_by_what_is_published_confirms_and_has_no_lease()
    {
        var hub = await HubAsync();
        var state = await FollowAsync(hub);
        state.IsCurrent = false;
        await AddAsync(hub, "a");
        await hub.GetRequiredService<IReplicas>().SettledAsync(Cancel);
        Assert.False(hub.GetRequiredService<ReplicaLease>().IsHeld);
    }

    [Fact]
    public async Task A_hub_whose_row_is_gone_takes_part_anew_and_reads_everything()
    {
        var hub = await HubAsync();
        var state = await FollowAsync(hub);
        var tables = Tables(hub);
        var before = Assert.Single(await tables.ObserveAsync(Cancel)).Replica;
        await tables.LeaveAsync(before, Cancel);
        IReadOnlyList<ReplicaBeat> after;
        do
        {
            await Task.Delay(10, Cancel);
            after = await tables.ObserveAsync(Cancel);
        }
        while (after.Count == 0 || state.Reloads == 0);

        Assert.NotEqual(before, Assert.Single(after).Replica);
        Assert.Equal(1, state.Reloads);
    }

    [Fact]
    public async Task An_older_beat_that_arrives_late_changes_nothing()
    {
        var tables = Tables(await HubAsync());
        await tables.JoinAsync("a", Cancel);
        Assert.True(await tables.BeatAsync("a", 3, 7, Cancel));
        Assert.False(await tables.BeatAsync("a", 2, 6, Cancel));
        Assert.Equal(new ReplicaBeat("a", 3, 7), Assert.Single(await tables.ObserveAsync(Cancel)));
    }

    [Fact]
    public async Task A_hub_whose_requests_use_up_their_connections_keeps_its_lease()
    {
        var hub = await PostgreSqlTemplate.OpenAsync(await template.CopyAsync() + ";Maximum Pool Size=4");
        _hubs.Add(hub);
        await FollowAsync(hub);
        var taken = new List<DbContext>();
        try
        {
            // One of the four listens, perhaps.
            for (var request = 0; request < 4; request++)
            {
                taken.Add(await hub.GetRequiredService<IDbContextFactory<ExchangeContext>>().CreateDbContextAsync(Cancel));
                await TryOpenAsync(taken[^1]);
            }

            await AssertHoldsAsync(hub);
        }
        finally
        {
            foreach (var context in taken)
            {
                await context.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task Tidying_the_feed_that_is_held_up_costs_no_lease()
    {
        var hub = await HubAsync();
        await AddAsync(hub, "a");
        await AddAsync(hub, "b");
        await PostgresServer.ExecuteAsync(_connection!, "UPDATE \"Changes\" SET \"At\" = 0 WHERE \"Position\" = 1");
        await using var other = new NpgsqlConnection(_connection + ";Pooling=false");
        await other.OpenAsync(Cancel);
        await using var transaction = await other.BeginTransactionAsync(Cancel);
        await using var command = new NpgsqlCommand("SELECT 1 FROM \"Changes\" WHERE \"Position\" = 1 FOR UPDATE", other);
        Assert.Equal(1, await command.ExecuteScalarAsync(Cancel));

        await FollowAsync(hub);

        await AssertHoldsAsync(hub);
    }

    [Fact]
    public async Task A_writer_that_is_cut_off_in_the_middle_does_not_hold_up_the_others_for_good()
    {
        var hub = await HubAsync();
        await using var stopped = await hub.GetRequiredService<IDbContextFactory<ExchangeContext>>().CreateDbContextAsync(Cancel);
        await using var transaction = await stopped.Database.BeginTransactionAsync(Cancel);
        await stopped.ChangeHead.ExecuteUpdateAsync(head => head.SetProperty(h => h.Position, h => h.Position + 1), Cancel);

        await AddAsync(hub, "a");

        Assert.Equal(1, (await Tables(hub).NewestAsync(Cancel))?.Position);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var hub in _hubs)
        {
            await hub.DisposeAsync();
        }
    }

    private static async Task<RecordingState> FollowAsync(IServiceProvider hub)
    {
        var state = new RecordingState();
        await hub.GetRequiredService<ReplicaFollower>().JoinAsync(Cancel);
        await hub.GetRequiredService<ReplicaFollower>().StartAsync(state, Cancel);
        return state;
    }

    private static async Task TryOpenAsync(DbContext context)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await context.Database.OpenConnectionAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // After a time in which a hub that has stopped beating has lost it.
    private static async Task AssertHoldsAsync(IServiceProvider hub)
    {
        await Task.Delay(ReplicaLease.Term * 2, Cancel);
        var lease = hub.GetRequiredService<ReplicaLease>();
        for (var look = 0; !lease.IsHeld && look < 100; look++)
        {
            await Task.Delay(50, Cancel);
        }

        Assert.True(lease.IsHeld);
    }

    private static Task AddAsync(IServiceProvider hub, string id) => hub.GetRequiredService<ClientStore>().AddAsync(
        new ClientRegistration
        {
            ClientId = id, SecretHash = "hash", Department = "health", Roles = [], Purposes = [], CreatedAt = TimeProvider.System.GetUtcNow(),
        },
        Cancel);

    private async Task<IServiceProvider> HubAsync()
    {
        var hub = await PostgreSqlTemplate.OpenAsync(_connection ??= await template.CopyAsync());
        _hubs.Add(hub);
        return hub;
    }
}
