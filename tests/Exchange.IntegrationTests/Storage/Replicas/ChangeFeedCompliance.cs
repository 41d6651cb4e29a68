using Exchange.Consent.Replicas;
using Exchange.Storage;
using Exchange.Storage.Model;
using Exchange.Storage.Replicas;
using Exchange.Storage.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Storage.Replicas;

/// <summary>What the change feed promises on every provider; one subclass per provider.</summary>
public abstract class ChangeFeedCompliance
{
    private const int Writers = 16;
    private const int Each = 10;

    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.FromHours(8));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The services of an empty store.</summary>
    protected abstract Task<IServiceProvider> EmptyAsync();

    [Fact]
    public async Task Positions_are_seen_in_order_and_without_a_gap_while_sixteen_write()
    {
        var services = await EmptyAsync();
        var tables = services.GetRequiredService<IReplicaTables>();
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(services, writer), Cancel)));
        IReadOnlyList<FeedChange> seen = [];
        while (!writing.IsCompleted)
        {
            seen = await SeenAsync(tables, seen);
        }

        await writing;
        seen = await SeenAsync(tables, seen);
        Assert.Equal(Writers * Each, seen.Count);
        Assert.Equal(Writers * Each, seen.Select(change => change.Subject).Distinct().Count());
        Assert.Equal(Writers * Each, await HeadAsync(services));
    }

    [Fact]
    public async Task Every_kind_of_change_is_entered_once_and_one_that_fails_not_at_all()
    {
        var services = await EmptyAsync();
        var clients = services.GetRequiredService<ClientStore>();
        await clients.AddAsync(Client("a"), Cancel);
        await Assert.ThrowsAsync<StorageConflictException>(() => clients.AddAsync(Client("a"), Cancel));
        await clients.UpdateAsync(Client("a") with { Version = 1, Enabled = false }, Cancel);
        await services.GetRequiredService<PolicyVersionStore>().PublishAsync(0, "text", "test", Noon, Cancel);
        await services.GetRequiredService<ConsentImport>().ImportAsync([], Cancel);

        var feed = await services.GetRequiredService<IReplicaTables>().ReadAsync(1, 100, Cancel);

        Assert.Equal(
            [(1L, ChangeKind.Client, "a"), (2, ChangeKind.Client, "a"), (3, ChangeKind.Policies, "1"), (4, ChangeKind.Consent, "*")],
            feed.Select(change => (change.Position, change.Kind, change.Subject)));
    }

    [Fact]
    public async Task A_follower_applies_every_change_in_order_and_holds_its_lease()
    {
        var services = await EmptyAsync();
        await services.GetRequiredService<ClientStore>().AddAsync(Client("before"), Cancel);
        var state = new RecordingState();
        var follower = services.GetRequiredService<ReplicaFollower>();
        await follower.JoinAsync(Cancel);
        await services.GetRequiredService<ClientStore>().AddAsync(Client("between"), Cancel);
        await follower.StartAsync(state, Cancel);
        Assert.True(services.GetRequiredService<ReplicaLease>().IsHeld);

        await services.GetRequiredService<ClientStore>().AddAsync(Client("after"), Cancel);
        await services.GetRequiredService<IReplicas>().SettledAsync(Cancel);
        await state.HasSeenAsync(2);

        Assert.Equal(["between", "after"], state.Applied.Select(change => change.Subject));
        Assert.Equal(0, state.Reloads);
        await follower.DisposeAsync();
        Assert.False(services.GetRequiredService<ReplicaLease>().IsHeld);
    }

    [Fact]
    public async Task Whoever_finds_entries_pruned_away_that_it_has_not_seen_reads_everything_anew()
    {
        var services = await EmptyAsync();
        var clients = services.GetRequiredService<ClientStore>();
        await clients.AddAsync(Client("first"), Cancel);
        var (member, state) = Member(services);
        await member.JoinAsync(Cancel);
        await member.RunAsync(Cancel);
        await clients.AddAsync(Client("second"), Cancel);
        await clients.AddAsync(Client("third"), Cancel);
        await services.GetRequiredService<ChangeFeed>().PruneAsync(DateTimeOffset.MaxValue, Cancel);

        await member.RunAsync(Cancel);

        Assert.Equal((1, 3L), (state.Reloads, member.Applied));
        await clients.AddAsync(Client("fourth"), Cancel);
        await member.RunAsync(Cancel);
        Assert.Equal(["fourth"], state.Applied.Select(change => change.Subject));
        Assert.Equal(1, state.Reloads);
    }

    [Fact]
    public async Task Whoever_finds_the_store_restored_to_an_earlier_state_reads_everything_anew()
    {
        var services = await EmptyAsync();
        var clients = services.GetRequiredService<ClientStore>();
        await clients.AddAsync(Client("first"), Cancel);
        await clients.AddAsync(Client("second"), Cancel);
        var (member, state) = Member(services);
        await member.JoinAsync(Cancel);
        await member.RunAsync(Cancel);
        await RestoreAsync(services, position: 1);
        await clients.AddAsync(Client("another second"), Cancel);

        await member.RunAsync(Cancel);

        Assert.Equal((1, 2L), (state.Reloads, member.Applied));
    }

    [Fact]
    public async Task Old_entries_are_pruned_but_never_the_newest()
    {
        var services = await EmptyAsync();
        var clients = services.GetRequiredService<ClientStore>();
        await clients.AddAsync(Client("a"), Cancel);
        await clients.AddAsync(Client("b"), Cancel);
        var feed = services.GetRequiredService<ChangeFeed>();
        await feed.PruneAsync(TimeProvider.System.GetUtcNow().AddHours(-1), Cancel);
        Assert.Equal(2, (await services.GetRequiredService<IReplicaTables>().ReadAsync(1, 10, Cancel)).Count);
        await feed.PruneAsync(DateTimeOffset.MaxValue, Cancel);
        Assert.Equal("b", Assert.Single(await services.GetRequiredService<IReplicaTables>().ReadAsync(1, 10, Cancel)).Subject);
    }

    private static async Task WriteAsync(IServiceProvider services, int writer)
    {
        for (var i = 0; i < Each; i++)
        {
            await services.GetRequiredService<ClientStore>().AddAsync(Client($"{writer}-{i}"), Cancel);
        }
    }

    // INVARIANT: whoever has read N has read all before it, at every moment.
    private static async Task<IReadOnlyList<FeedChange>> SeenAsync(IReplicaTables tables, IReadOnlyList<FeedChange> before)
    {
        var seen = await tables.ReadAsync(1, int.MaxValue, Cancel);
        Assert.Equal(Enumerable.Range(1, seen.Count).Select(position => (long)position), seen.Select(change => change.Position));
        Assert.Equal(before, seen.Take(before.Count));
        return seen;
    }

    private static (ReplicaMember Member, RecordingState State) Member(IServiceProvider services)
    {
        var state = new RecordingState();
        var lease = new ReplicaLease(TimeProvider.System);
        var ids = 0;
        return (new ReplicaMember(
            services.GetRequiredService<IReplicaTables>(), state, lease, TimeProvider.System, () => $"member-{++ids}"), state);
    }

    private static async Task<long> HeadAsync(IServiceProvider services)
    {
        await using var context = await services.GetRequiredService<IDbContextFactory<ExchangeContext>>().CreateDbContextAsync(Cancel);
        return await context.ChangeHead.Select(head => head.Position).SingleAsync(Cancel);
    }

    private static async Task RestoreAsync(IServiceProvider services, long position)
    {
        await using var context = await services.GetRequiredService<IDbContextFactory<ExchangeContext>>().CreateDbContextAsync(Cancel);
        await context.Changes.Where(change => change.Position > position).ExecuteDeleteAsync(Cancel);
        await context.ChangeHead.ExecuteUpdateAsync(head => head.SetProperty(h => h.Position, position), Cancel);
    }

    private static ClientRegistration Client(string id) => new()
    {
        ClientId = id,
        SecretHash = "hash",
        Department = "health",
        Roles = ["doctor"],
        Purposes = ["care.heat"],
        CreatedAt = Noon,
        Version = 1,
    };
}
