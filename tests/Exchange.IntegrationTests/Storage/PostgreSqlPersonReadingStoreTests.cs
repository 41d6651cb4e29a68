using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Storage;

public sealed class PostgreSqlPersonReadingStoreTests(PostgreSqlTemplate template)
    : PersonReadingStoreCompliance, IClassFixture<PostgreSqlTemplate>, IAsyncDisposable
{
    private readonly List<ServiceProvider> _services = [];

    protected override async Task<(IServiceProvider One, IServiceProvider Other)> TwoHubsAsync()
    {
        var connection = await template.CopyAsync();
        _services.Add(await PostgreSqlTemplate.OpenAsync(connection));
        _services.Add(await PostgreSqlTemplate.OpenAsync(connection));
        return (_services[0], _services[1]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var services in _services)
        {
            await services.DisposeAsync();
        }
    }
}
