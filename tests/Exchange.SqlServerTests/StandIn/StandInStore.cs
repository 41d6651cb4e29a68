using Exchange.SqlServerTests.Capture;
using Exchange.Storage;
using Exchange.Storage.Model;
using Exchange.Storage.SqlServer;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.SqlServerTests.StandIn;

/// <summary>The stores on SQL Server's provider, in a file of its own that is gone with the test.</summary>
internal sealed class StandInStore(params IInterceptor[] others) : IDisposable, IDbContextFactory<ExchangeContext>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("exchange-sqlserver-").FullName;

    public CommandRecorder Recorder { get; } = new();

    private string File => Path.Combine(_folder, "exchange.db");

    /// <summary>The services of this store, as a hub composes them; what differs is where contexts come from.</summary>
    public async Task<ServiceProvider> OpenAsync()
    {
        var services = new ServiceCollection().AddExchangeStorage(StorageOptions.SqliteFile(File));
        await using (var tables = services.BuildServiceProvider())
        {
            await StorageSetup.MigrateAsync(tables, TestContext.Current.CancellationToken);
        }

        services.AddSingleton<IDbContextFactory<ExchangeContext>>(this);
        return services.BuildServiceProvider();
    }

    public ExchangeContext CreateDbContext() => new SqlServerExchangeContext(
        new DbContextOptionsBuilder<SqlServerExchangeContext>()
            .UseSqlServer(new StandInConnection(File), contextOwnsConnection: true)
            .UseAccountSchema()
            .AddInterceptors([Recorder, .. others])
            .Options);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
