using Exchange.Consent;
using Exchange.Storage.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Storage;

public sealed class PostgreSqlConsentStoreTests(PostgreSqlTemplate template)
    : ConsentStoreCompliance, IClassFixture<PostgreSqlTemplate>, IAsyncDisposable
{
    private string? _connection;
    private ServiceProvider? _services;

    protected override ConsentImport Import => _services!.GetRequiredService<ConsentImport>();

    protected override Task<IConsentStore> EmptyAsync() => ReopenAsync();

    protected override async Task<IConsentStore> ReopenAsync()
    {
        await DisposeAsync();
        _connection ??= await template.CopyAsync();
        _services = await PostgreSqlTemplate.OpenAsync(_connection);
        return _services.GetRequiredService<IConsentStore>();
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }
    }
}
