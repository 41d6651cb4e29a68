using Exchange.Storage;
using Exchange.Storage.Model;
using Exchange.Storage.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Storage;

/// <summary>What opening a store promises on every provider; one subclass per provider.</summary>
public abstract class StoreOpeningCompliance
{
    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Opens the test's own store as a start of the hub does: empty at first, and the same one afterwards.</summary>
    protected abstract Task<ServiceProvider> OpenAsync();

    [Fact]
    public async Task The_migrations_make_exactly_the_model()
    {
        await using var services = await OpenAsync();
        await using var context = await Contexts(services).CreateDbContextAsync(Cancel);

        Assert.False(context.Database.HasPendingModelChanges());
        Assert.Empty(await context.Database.GetPendingMigrationsAsync(Cancel));
    }

    [Fact]
    public async Task Opening_twice_keeps_what_is_there()
    {
        await using (var first = await OpenAsync())
        {
            await first.GetRequiredService<SettingStore>().SetAsync("colour", "blue", Cancel);
        }

        await using var second = await OpenAsync();
        Assert.Equal("blue", await second.GetRequiredService<SettingStore>().FindAsync("colour", Cancel));
    }

    [Fact]
    public async Task A_store_of_a_newer_release_is_refused_and_left_alone()
    {
        await using (var services = await OpenAsync())
        {
            await using var context = await Contexts(services).CreateDbContextAsync(Cancel);
            var future = context.GetService<IHistoryRepository>().GetInsertScript(new HistoryRow("29990101000000_Future", "99.0.0"));
            await context.Database.ExecuteSqlRawAsync(future, Cancel);
        }

        AssertClear(await Assert.ThrowsAsync<StorageException>(OpenAsync), "newer release");
    }

    private protected static void AssertClear(Exception fault, string expected)
    {
        Assert.True(fault.Message.Contains(expected, StringComparison.Ordinal), fault.Message);
        Assert.DoesNotContain('\n', fault.Message);
    }

    private protected static IDbContextFactory<ExchangeContext> Contexts(IServiceProvider services) =>
        services.GetRequiredService<IDbContextFactory<ExchangeContext>>();
}
