using Exchange.Consent;
using Exchange.Storage.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Storage;

public sealed class SqliteConsentStoreTests : ConsentStoreCompliance, IAsyncDisposable
{
    private readonly StoreFolder _folder = new();
    private ServiceProvider? _services;

    protected override ConsentImport Import => _services!.GetRequiredService<ConsentImport>();

    protected override Task<IConsentStore> EmptyAsync() => ReopenAsync();

    protected override async Task<IConsentStore> ReopenAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        _services = await _folder.OpenAsync();
        return _services.GetRequiredService<IConsentStore>();
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        _folder.Dispose();
    }
}
