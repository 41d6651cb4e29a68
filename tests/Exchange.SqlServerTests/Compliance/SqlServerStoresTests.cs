using Exchange.IntegrationTests.Storage;
using Exchange.SqlServerTests.StandIn;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.SqlServerTests.Compliance;

/// <summary>The stores' promises, in the words of SQL Server's provider.</summary>
public sealed class SqlServerStoresTests : StoresCompliance, IAsyncDisposable
{
    private readonly StandInStore _store = new();
    private ServiceProvider? _services;

    protected override async Task<IServiceProvider> EmptyAsync() => _services = await _store.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var c in _store.Recorder.Commands.DistinctBy(c => c.Text)) { Console.WriteLine(c.Text); Console.WriteLine(string.Join(",", c.Parameters)); Console.WriteLine(string.Join(" < ", c.Callers)); }
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        _store.Dispose();
    }
}
