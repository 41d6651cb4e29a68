using Exchange.Consent;
using Exchange.IntegrationTests.Storage;
using Exchange.SqlServerTests.Capture;
using Exchange.SqlServerTests.StandIn;
using Exchange.Storage.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.SqlServerTests.Compliance;

public sealed class SqlServerConsentStoreTests : ConsentStoreCompliance, IRecorded, IAsyncDisposable
{
    private readonly StandInStore _store = new();
    private ServiceProvider? _services;

    CommandRecorder IRecorded.Recorder => _store.Recorder;

    protected override ConsentImport Import => _services!.GetRequiredService<ConsentImport>();

    protected override Task<IConsentStore> EmptyAsync() => ReopenAsync();

    protected override async Task<IConsentStore> ReopenAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        _services = await _store.OpenAsync();
        return _services.GetRequiredService<IConsentStore>();
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        _store.Dispose();
    }
}
