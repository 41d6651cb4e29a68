using Exchange.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Storage;

/// <summary>A folder of its own under the system's temporary folder, gone with the test.</summary>
public sealed class StoreFolder : IDisposable
{
    public string Location { get; } = Directory.CreateTempSubdirectory("exchange-store-").FullName;

    public string File => Path.Combine(Location, "exchange.db");

    /// <summary>Opens the store of this folder as a start of the hub does.</summary>
    public async Task<ServiceProvider> OpenAsync(StorageOptions? options = null)
    {
        var services = new ServiceCollection().AddExchangeStorage(options ?? StorageOptions.SqliteFile(File)).BuildServiceProvider();
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

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Location, recursive: true);
    }
}
