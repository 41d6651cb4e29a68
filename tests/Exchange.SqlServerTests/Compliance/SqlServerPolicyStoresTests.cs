using Exchange.IntegrationTests.Storage;
using Exchange.SqlServerTests.Capture;
using Exchange.SqlServerTests.StandIn;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.SqlServerTests.Compliance;

public sealed class SqlServerPolicyStoresTests : PolicyStoresCompliance, IRecorded, IAsyncDisposable
{
    private readonly StandInStore _store = new();
    private ServiceProvider? _services;

    CommandRecorder IRecorded.Recorder => _store.Recorder;

    protected override async Task<IServiceProvider> EmptyAsync() => _services = await _store.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        _store.Dispose();
    }
}
