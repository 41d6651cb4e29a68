using Exchange.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Storage;

public sealed class SqlitePersonReadingStoreTests : PersonReadingStoreCompliance, IAsyncDisposable
{
    private readonly StoreFolder _folder = new();
    private readonly List<ServiceProvider> _services = [];

    // The embedded store has one hub; two units of work that know nothing of each other are what counts here.
    protected override async Task<(IServiceProvider One, IServiceProvider Other)> TwoHubsAsync()
    {
        _services.Add(await _folder.OpenAsync());
        _services.Add(new ServiceCollection().AddExchangeStorage(StorageOptions.SqliteFile(_folder.File)).BuildServiceProvider());
        return (_services[0], _services[1]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var services in _services)
        {
            await services.DisposeAsync();
        }

        _folder.Dispose();
    }
}
