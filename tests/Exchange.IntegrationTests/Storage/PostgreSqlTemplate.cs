using Exchange.Fixtures;
using Exchange.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Exchange.IntegrationTests.Storage;

/// <summary>Stores on PostgreSQL, each empty and of its own: copies of a database that was migrated once.</summary>
public sealed class PostgreSqlTemplate(PostgresServer server) : IAsyncLifetime
{
    private string _migrated = "";

    public async ValueTask InitializeAsync()
    {
        // WHY: a language's order of letters, not that of bytes; the stores must not care.
        var connection = await server.CreateDatabaseAsync("migrated", "TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'zh-CN'");
        await using (await OpenAsync(connection))
        {
            _migrated = new NpgsqlConnectionStringBuilder(connection).Database!;
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The connection string of a new copy.</summary>
    public Task<string> CopyAsync() => server.CreateDatabaseAsync("store", $"TEMPLATE \"{_migrated}\"");

    /// <summary>Opens a database as a start of the hub does.</summary>
    public static async Task<ServiceProvider> OpenAsync(string connection)
    {
        var options = new StorageOptions(StorageProvider.PostgreSql, connection);
        var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddExchangeStorage(options).BuildServiceProvider();
        try
        {
            await StorageSetup.MigrateAsync(services, TestContext.Current.CancellationToken);
            return services;
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
    }
}
