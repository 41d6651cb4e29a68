using Exchange.Consent;
using Exchange.Storage;
using Exchange.Storage.Model;
using Exchange.Storage.Stores;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Storage;

/// <summary>Opening a store on SQLite: the schema, the durability settings, and one clear line for each fault.</summary>
public sealed class SqliteStoreTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_migrations_make_exactly_the_model()
    {
        await using var services = await _folder.OpenAsync();
        await using var context = await Contexts(services).CreateDbContextAsync(Cancel);

        Assert.False(context.Database.HasPendingModelChanges());
        Assert.Empty(await context.Database.GetPendingMigrationsAsync(Cancel));
    }

    [Fact]
    public async Task Opening_twice_keeps_what_is_there()
    {
        await using (var first = await _folder.OpenAsync())
        {
            await first.GetRequiredService<SettingStore>().SetAsync("colour", "blue", Cancel);
        }

        await using var second = await _folder.OpenAsync();
        Assert.Equal("blue", await second.GetRequiredService<SettingStore>().FindAsync("colour", Cancel));
    }

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

    [Fact]
    public async Task A_store_of_a_newer_release_is_refused_and_left_alone()
    {
        await using (var services = await _folder.OpenAsync())
        {
            await using var context = await Contexts(services).CreateDbContextAsync(Cancel);
            await context.Database.ExecuteSqlRawAsync(
                "INSERT INTO __EFMigrationsHistory (MigrationId, ProductVersion) VALUES ('29990101000000_Future', '99.0.0');", Cancel);
        }

        AssertClear(await Assert.ThrowsAsync<StorageException>(() => _folder.OpenAsync()), "newer release");
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

    [Fact]
    public async Task A_consent_changed_by_hand_is_an_exception_and_never_left_out()
    {
        await using var services = await _folder.OpenAsync();
        await using var context = await Contexts(services).CreateDbContextAsync(Cancel);
        await context.Database.ExecuteSqlRawAsync(
            "INSERT INTO Consents (Id, Subject, Purposes, Recipients, State, Version, Document) "
            + "VALUES ('019a0000-0000-7000-8000-000000000001', 's', '', '', 'Active', 1, '{{}}');", Cancel);
        var store = services.GetRequiredService<IConsentStore>();

        var fault = await Assert.ThrowsAsync<StorageException>(async () =>
        {
            await foreach (var _ in store.LoadAllAsync(Cancel))
            {
                Assert.Fail("An unreadable consent was delivered.");
            }
        });

        AssertClear(fault, "019a0000-0000-7000-8000-000000000001");
    }

    private static void AssertClear(Exception fault, string expected)
    {
        Assert.True(fault.Message.Contains(expected, StringComparison.Ordinal), fault.Message);
        Assert.DoesNotContain('\n', fault.Message);
    }

    private static async Task<object?> PragmaAsync(ExchangeContext context, string name)
    {
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {name};";
        return await command.ExecuteScalarAsync(Cancel);
    }

    private static IDbContextFactory<ExchangeContext> Contexts(IServiceProvider services) =>
        services.GetRequiredService<IDbContextFactory<ExchangeContext>>();
}
