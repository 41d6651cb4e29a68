using Exchange.Storage;
using Exchange.Storage.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Storage;

/// <summary>Opening a store on SQLite: the durability settings, and one clear line for each fault.</summary>
public sealed class SqliteStoreTests : StoreOpeningCompliance, IDisposable
{
    private readonly StoreFolder _folder = new();

    protected override Task<ServiceProvider> OpenAsync() => _folder.OpenAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Commits_are_flushed_and_foreign_keys_hold()
    {
        await using var services = await _folder.OpenAsync();
        await using var context = await Contexts(services).CreateDbContextAsync(Cancel);
        await context.Database.OpenConnectionAsync(Cancel);

        Assert.Equal("wal", await PragmaAsync(context, "journal_mode"));
        Assert.Equal(2L, await PragmaAsync(context, "synchronous"));
        Assert.Equal(1L, await PragmaAsync(context, "foreign_keys"));
        Assert.Equal(5000L, await PragmaAsync(context, "busy_timeout"));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_one_clear_line()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Location, "file"), "", Cancel);
        var inside = StorageOptions.SqliteFile(Path.Combine(_folder.Location, "file", "sub", "exchange.db"));

        var fault = await Assert.ThrowsAsync<StorageException>(() => _folder.OpenAsync(inside));

        AssertClear(fault, "cannot be made");
    }

    [Fact]
    public async Task A_file_that_is_not_a_store_is_one_clear_line()
    {
        await File.WriteAllTextAsync(_folder.File, new string('x', 4096), Cancel);

        AssertClear(await Assert.ThrowsAsync<StorageException>(() => _folder.OpenAsync()), "damaged or not a store");
    }

    [Fact]
    public async Task A_path_that_is_a_folder_is_one_clear_line()
    {
        Directory.CreateDirectory(_folder.File);

        AssertClear(await Assert.ThrowsAsync<StorageException>(() => _folder.OpenAsync()), "cannot be written");
    }

    [Fact]
    public async Task A_store_that_another_process_has_locked_is_one_clear_line()
    {
        await (await _folder.OpenAsync()).DisposeAsync();
        await using var other = new SqliteConnection($"Data Source={_folder.File};Pooling=False");
        await other.OpenAsync(Cancel);
        await using var transaction = other.BeginTransaction(deferred: false);
        var hasty = new StorageOptions(StorageProvider.Sqlite, $"Data Source={_folder.File};Default Timeout=1");

        AssertClear(await Assert.ThrowsAsync<StorageException>(() => _folder.OpenAsync(hasty)), "locked by another process");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=")]
    public void A_connection_that_names_no_file_is_refused(string connection)
    {
        var services = new ServiceCollection();

        var fault = Assert.Throws<StorageException>(() => services.AddExchangeStorage(new(StorageProvider.Sqlite, connection)));

        AssertClear(fault, "Data Source=FILE");
    }

    private static async Task<object?> PragmaAsync(ExchangeContext context, string name)
    {
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {name};";
        return await command.ExecuteScalarAsync(Cancel);
    }
}
