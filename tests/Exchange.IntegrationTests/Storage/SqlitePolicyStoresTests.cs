using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Storage;

public sealed class SqlitePolicyStoresTests : PolicyStoresCompliance, IAsyncDisposable
{
    private readonly StoreFolder _folder = new();
    private ServiceProvider? _services;

    protected override async Task<IServiceProvider> EmptyAsync() => _services = await _folder.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        _folder.Dispose();
    }
}
