using Exchange.EndToEnd.Calls;
using Exchange.EndToEnd.Running;
using Exchange.Fixtures;

namespace Exchange.EndToEnd.Replicas;

/// <summary>The tests that share two hubs run one after the other.</summary>
[CollectionDefinition(nameof(HubPair))]
public sealed class HubPairCollection : ICollectionFixture<HubPair>;

/// <summary>
/// Two demo hubs, A and B, that were started at the same moment on one empty database, with one key folder and a data folder each. The database's
/// server is theirs alone: tests restart it.
/// </summary>
public sealed class HubPair : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly PostgresServer _server = new();

    internal PostgresServer Server => _server;

    internal string Connection { get; private set; } = "";

    internal Replica A { get; private set; } = null!;

    internal Replica B { get; private set; } = null!;

    /// <summary>The data steward's session, opened on A and good on both.</summary>
    internal ControlPlane Session { get; private set; } = null!;

    internal string Keys => _folder.Of("keys");

    public async ValueTask InitializeAsync()
    {
        A = Prepare("A");
        B = Prepare("B");
        Connection = await _server.CreateDatabaseAsync("replicas");
        await Task.WhenAll(A.StartAsync(Connection), B.StartAsync(Connection));
        Session = await A.Client.SignInAsync("data-steward");
    }

    public async ValueTask DisposeAsync()
    {
        if (A is not null && B is not null)
        {
            await A.DisposeAsync();
            await B.DisposeAsync();
        }

        await _server.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Ends and starts the database's server, as an operator does.</summary>
    internal async Task RestartServerAsync()
    {
        await _server.StopAsync();
        await _server.StartAsync();
    }

    // Each hub has documents of its own to start from, so that one can be given other policies.
    private Replica Prepare(string name)
    {
        foreach (var documents in (string[])["schemas", "policies"])
        {
            _folder.Take(Path.Combine(ExchangeProgram.Documents, documents), Path.Combine(name, documents));
        }

        return new Replica(name, _folder.Of(name), _folder.Of(name, "data"), Keys);
    }
}
