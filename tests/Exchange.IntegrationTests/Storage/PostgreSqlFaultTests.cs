using System.Data;
using Exchange.Storage;
using Exchange.Storage.Model;
using Exchange.Storage.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Storage;

/// <summary>How faults of the server are told apart: a lost race, an outage, a text that cannot be kept.</summary>
public sealed class PostgreSqlFaultTests(PostgreSqlTemplate template) : IClassFixture<PostgreSqlTemplate>, IAsyncLifetime
{
    private ServiceProvider _services = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _services = await PostgreSqlTemplate.OpenAsync(await template.CopyAsync());
        await Settings.SetAsync("a", "1", Cancel);
        await Settings.SetAsync("b", "1", Cancel);
    }

    public async ValueTask DisposeAsync() => await _services.DisposeAsync();

    [Fact]
    public async Task A_transaction_that_another_one_overtook_is_a_conflict()
    {
        await using var late = await ContextAsync();
        await using var transaction = await late.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, Cancel);
        var row = await late.Settings.SingleAsync(setting => setting.Name == "a", Cancel);
        await Settings.SetAsync("a", "2", Cancel);

        row.Value = "3";

        await Assert.ThrowsAsync<StorageConflictException>(() => late.SaveOrConflictAsync("setting a", Cancel));
        Assert.Equal("2", await Settings.FindAsync("a", Cancel));
    }

    [Fact]
    public async Task Of_two_transactions_that_wait_for_each_other_one_is_a_conflict()
    {
        var outcomes = await WaitForEachOtherAsync();

        Assert.Single(outcomes, isWritten => isWritten);
    }

    [Fact]
    public async Task A_server_that_ends_the_session_is_an_outage()
    {
        await using var context = await ContextAsync();
        await context.Database.OpenConnectionAsync(Cancel);

        var fault = await Assert.ThrowsAnyAsync<Exception>(
            () => context.Database.ExecuteSqlRawAsync("SELECT pg_terminate_backend(pg_backend_pid())", Cancel));

        Assert.True(StorageFault.IsOutage(fault), $"{fault}");
        Assert.False(StorageFault.IsUnfitText(fault));
    }

    [Fact]
    public async Task A_text_that_cannot_be_kept_is_no_outage()
    {
        var character = await Assert.ThrowsAnyAsync<Exception>(() => Settings.FindAsync("a\0b", Cancel));
        var length = await Assert.ThrowsAnyAsync<Exception>(() => Settings.SetAsync(new string('x', 101), "1", Cancel));

        Assert.True(StorageFault.IsUnfitText(character), $"{character}");
        Assert.True(StorageFault.IsUnfitText(length), $"{length}");
        Assert.False(StorageFault.IsOutage(character) || StorageFault.IsOutage(length));
    }

    [Fact]
    public async Task A_statement_that_was_told_to_stop_is_no_fault_of_the_database()
    {
        await using var context = await ContextAsync();
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));

        var end = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => context.Database.ExecuteSqlRawAsync("SELECT pg_sleep(60)", stop.Token));

        Assert.False(StorageFault.IsOutage(end));
        Assert.Null(StorageFault.Explain(end, new StorageOptions(StorageProvider.PostgreSql, "Host=db;Database=exchange")));
    }

    private SettingStore Settings => _services.GetRequiredService<SettingStore>();

    private Task<ExchangeContext> ContextAsync() =>
        _services.GetRequiredService<IDbContextFactory<ExchangeContext>>().CreateDbContextAsync(Cancel);

    private async Task<bool[]> WaitForEachOtherAsync()
    {
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        return await Task.WhenAll(WriteBothAsync("a", "b", first, second.Task), WriteBothAsync("b", "a", second, first.Task));
    }

    private async Task<bool> WriteBothAsync(string mine, string others, TaskCompletionSource hasMine, Task otherHasTheirs)
    {
        await using var context = await ContextAsync();
        await using var transaction = await context.Database.BeginTransactionAsync(Cancel);
        try
        {
            await WriteAsync(context, mine);
            hasMine.SetResult();
            await otherHasTheirs;
            await WriteAsync(context, others);
            await transaction.CommitAsync(Cancel);
            return true;
        }
        catch (StorageConflictException)
        {
            await transaction.RollbackAsync(Cancel);
            return false;
        }
    }

    // Not by version: the one that waits meets the row's lock, not its token.
    private static async Task WriteAsync(ExchangeContext context, string name)
    {
        var row = await context.Settings.SingleAsync(setting => setting.Name == name, Cancel);
        row.Value = "2";
        await context.SaveOrConflictAsync($"setting {name}", Cancel);
    }
}
