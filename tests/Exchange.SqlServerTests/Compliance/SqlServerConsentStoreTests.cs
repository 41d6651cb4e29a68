using Exchange.Consent;
using Exchange.IntegrationTests.Storage;
using Exchange.SqlServerTests.StandIn;
using Exchange.Storage.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.SqlServerTests.Compliance;

/// <summary>The consent store's promises, in the words of SQL Server's provider.</summary>
public sealed class SqlServerConsentStoreTests : ConsentStoreCompliance, IAsyncDisposable
{
    private readonly StandInStore _store = new();
    private ServiceProvider? _services;

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
        foreach (var c in _store.Recorder.Commands.DistinctBy(c => c.Text)) { Console.WriteLine(c.Text[..Math.Min(1500, c.Text.Length)]); Console.WriteLine(string.Join(",", c.Parameters.Take(10))); Console.WriteLine(string.Join(" < ", c.Callers)); }
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        _store.Dispose();
    }
}
