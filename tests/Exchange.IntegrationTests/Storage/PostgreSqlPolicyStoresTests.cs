using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Storage;

public sealed class PostgreSqlPolicyStoresTests(PostgreSqlTemplate template) : PolicyStoresCompliance, IClassFixture<PostgreSqlTemplate>, IAsyncDisposable
{
    private ServiceProvider? _services;

    protected override async Task<IServiceProvider> EmptyAsync() =>
        _services = await PostgreSqlTemplate.OpenAsync(await template.CopyAsync());

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }
    }
}
