using Exchange.EndToEnd.Calls;
using Exchange.EndToEnd.Running;
using Npgsql;

namespace Exchange.EndToEnd.Replicas;

/// <summary>One of two hubs on one database: a demo process with a data folder of its own, behind a relay of its own.</summary>
internal sealed class Replica(string name, string workingDirectory, string data, string keys) : IAsyncDisposable
{
    private StoreRelay? _relay;
    private HubProcess? _process;
    private readonly List<HubClient> _clients = [];
    private string _connection = "";

    public string Name => name;

    public string WorkingDirectory => workingDirectory;

    public string Data => data;

    /// <summary>The network between this hub and the database.</summary>
    public StoreRelay Relay => _relay!;

    public HubProcess Process => _process!;

    /// <summary>Where it can be called; another one after a restart. Its tokens are at hand.</summary>
    public HubClient Client { get; private set; } = null!;

    /// <summary>The data steward's control plane at this hub, by the session of either.</summary>
    public ControlPlane Steward(ControlPlane session) => new(Client, [.. session.Headers]);

    /// <summary>Starts it for the first time, on a database.</summary>
    public Task StartAsync(string connection)
    {
        _relay = new StoreRelay(new NpgsqlConnectionStringBuilder(connection).Port);
        _connection = new NpgsqlConnectionStringBuilder(connection) { Port = _relay.Port }.ToString();
        return StartAgainAsync();
    }

    /// <summary>Starts it after it has ended.</summary>
    public async Task StartAgainAsync()
    {
        _process = await HubProcess.StartAsync(workingDirectory, data, Settings(keys));
        await RenewTokensAsync();
    }

    /// <summary>The settings it is started with, with another key folder where one is given.</summary>
    public Dictionary<string, string> Settings(string keyFolder) => new()
    {
        ["Storage:Provider"] = "PostgreSql",
        ["Storage:Connection"] = _connection,
        ["Keys:Path"] = keyFolder,
    };

    /// <summary>A client with new tokens: a token lasts ten minutes.</summary>
    public async Task RenewTokensAsync()
    {
        var client = new HubClient(_process!.Client.Credentials);
        _clients.Add(client);
        await client.TokenAsync(Clients.CommunityDoctor);
        Client = client;
    }

    /// <summary>Stands still, as a machine that is overloaded or asleep.</summary>
    public void Pause() => Signal.Send(Process.Id, Signal.Stop);

    public void Resume() => Signal.Send(Process.Id, Signal.Continue);

    /// <summary>Ends as an operator ends it.</summary>
    public async Task EndAsync()
    {
        Assert.Equal(0, await Process.EndAsync(Signal.Terminate));
        await Process.DisposeAsync();
    }

    /// <summary>Ends without a word.</summary>
    public async Task KillAsync()
    {
        await Process.KillAsync();
        await Process.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        if (_relay is not null)
        {
            await _relay.DisposeAsync();
        }
    }
}
