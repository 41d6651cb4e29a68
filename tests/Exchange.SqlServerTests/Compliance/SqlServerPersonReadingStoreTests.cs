using Exchange.IntegrationTests.Storage;
using Exchange.SqlServerTests.Capture;
using Exchange.SqlServerTests.StandIn;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.SqlServerTests.Compliance;

public sealed class SqlServerPersonReadingStoreTests : PersonReadingStoreCompliance, IRecorded, IAsyncDisposable
{
    private readonly StandInStore _store = new();
    private readonly List<ServiceProvider> _services = [];

    CommandRecorder IRecorded.Recorder => _store.Recorder;

    protected override async Task<(IServiceProvider One, IServiceProvider Other)> TwoHubsAsync()
    {
        _services.Add(await _store.OpenAsync());
        _services.Add(await _store.OpenAsync());
        return (_services[0], _services[1]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var services in _services)
        {
            await services.DisposeAsync();
        }

        _store.Dispose();
    }
}
