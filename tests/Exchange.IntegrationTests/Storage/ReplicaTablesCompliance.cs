using Exchange.Storage;
using Exchange.Storage.Model;
using Exchange.Storage.Replicas;
using Exchange.Storage.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Storage;

/// <summary>What the change feed and the tables of replicas promise on every provider; one subclass per provider.</summary>
public abstract class ReplicaTablesCompliance
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The services of an empty store.</summary>
    protected abstract Task<IServiceProvider> EmptyAsync();

    [Fact]
    public async Task A_beat_raises_its_row_is_overtaken_by_later_ones_and_is_missed_where_the_row_is_gone()
    {
        var tables = await WarmAsync(await EmptyAsync());
        await tables.JoinAsync("a", Cancel);
        await tables.JoinAsync("b", Cancel);

        Assert.True(await tables.BeatAsync("a", 3, 7, Cancel));
        Assert.False(await tables.BeatAsync("a", 2, 9, Cancel));
        Assert.Equal(
            [new ReplicaBeat("a", 3, 7), new ReplicaBeat("b", 1, 0)], (await tables.ObserveAsync(Cancel)).OrderBy(beat => beat.Replica));

        await tables.RemoveAsync(new ReplicaBeat("a", 2, 0), Cancel);
        await tables.LeaveAsync("b", Cancel);
        Assert.Equal("a", Assert.Single(await tables.ObserveAsync(Cancel)).Replica);
        await tables.RemoveAsync(new ReplicaBeat("a", 3, 7), Cancel);
        Assert.False(await tables.BeatAsync("a", 4, 7, Cancel));
        Assert.Empty(await tables.ObserveAsync(Cancel));
    }

    [Fact]
    public async Task Changes_are_numbered_in_the_order_of_their_commits_and_the_newest_outlives_pruning()
    {
        var services = await EmptyAsync();
        var tables = await WarmAsync(services);
        var feed = services.GetRequiredService<ChangeFeed>();
        var contexts = services.GetRequiredService<IDbContextFactory<ExchangeContext>>();
        Assert.Null(await tables.NewestAsync(Cancel));
        foreach (var subject in new[] { "one", "two", "three" })
        {
            await using var context = await contexts.CreateDbContextAsync(Cancel);
            context.Settings.Add(new SettingRow { Name = subject, Value = "x", Version = 1 });
            await feed.SaveAsync(context, ChangeKind.Consent, subject, Cancel);
        }

        Assert.Equal((3, "three"), await tables.NewestAsync(Cancel) is { } newest ? (newest.Position, newest.Subject) : default);
        Assert.Equal(["two", "three"], (await tables.ReadAsync(2, 10, Cancel)).Select(change => change.Subject));
        Assert.Equal("one", Assert.Single(await tables.ReadAsync(1, 1, Cancel)).Subject);

        await feed.PruneAsync(DateTimeOffset.MaxValue, Cancel);
        Assert.Equal(3, Assert.Single(await tables.ReadAsync(0, 10, Cancel)).Position);
    }

    [Fact]
    public async Task A_change_that_meets_a_conflict_is_not_in_the_feed()
    {
        var services = await EmptyAsync();
        var tables = await WarmAsync(services);
        await services.GetRequiredService<SettingStore>().SetAsync("taken", "x", Cancel);
        await using var context = await services.GetRequiredService<IDbContextFactory<ExchangeContext>>().CreateDbContextAsync(Cancel);
        context.Settings.Add(new SettingRow { Name = "taken", Value = "y", Version = 1 });

        await Assert.ThrowsAsync<StorageConflictException>(
            () => services.GetRequiredService<ChangeFeed>().SaveAsync(context, ChangeKind.Client, "taken", Cancel));

        Assert.Null(await tables.NewestAsync(Cancel));
    }

    [Fact]
    public async Task A_store_that_is_there_answers() =>
        Assert.True(await (await EmptyAsync()).GetRequiredService<StoreProbe>().AnswersAsync(Cancel));

    // WHY: each call gives up after a second, and the first of its kind can take that long to be compiled on a busy machine.
    private static async Task<IReplicaTables> WarmAsync(IServiceProvider services)
    {
        var tables = new ReplicaTables(
            services.GetRequiredService<IDbContextFactory<ExchangeContext>>(), TimeProvider.System, isShared: true, TimeSpan.FromSeconds(30));
        for (var attempt = 0; attempt < 20; attempt++)
        {
            try
            {
                var name = $"warm-{attempt}";
                await tables.JoinAsync(name, Cancel);
                await tables.BeatAsync(name, 2, 0, Cancel);
                await tables.RemoveAsync(new ReplicaBeat(name, 9, 0), Cancel);
                await tables.NewestAsync(Cancel);
                await tables.ReadAsync(0, 1, Cancel);
                foreach (var beat in await tables.ObserveAsync(Cancel))
                {
                    await tables.LeaveAsync(beat.Replica, Cancel);
                }

                return tables;
            }
            catch (Exception late) when (late is OperationCanceledException or TimeoutException && !Cancel.IsCancellationRequested)
            {
                // Again, with what is compiled by now.
            }
        }

        throw new TimeoutException("The store did not answer within a second in twenty attempts.");
    }
}
