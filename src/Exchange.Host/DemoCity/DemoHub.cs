using System.Security.Cryptography;
using Exchange.Audit.Writing;
using Exchange.Demo;
using Exchange.Demo.Generation;
using Exchange.Host.Composition;

namespace Exchange.Host.DemoCity;

/// <summary>The hub of the demo city with the stub sources of its departments. Ends all of them when it is disposed.</summary>
public sealed class DemoHub : IAsyncDisposable
{
    private readonly HubServer _server;
    private readonly DemoSources _sources;
    private readonly ConfiguredSources _adapters;

    private DemoHub(HubServer server, DemoSources sources, ConfiguredSources adapters, DemoCredentials credentials)
    {
        _server = server;
        _sources = sources;
        _adapters = adapters;
        Credentials = credentials;
    }

    /// <summary>The address that the hub listens on.</summary>
    public string Address => _server.Address;

    /// <summary>How the folder of policies differs from the published version, in one line; null where it does not.</summary>
    public string? PolicyDifference => _server.PolicyDifference;

    /// <summary>The services of the hub.</summary>
    internal IServiceProvider Services => _server.Services;

    /// <summary>The access log.</summary>
    internal IAccessLog Log => _server.Log;

    /// <summary>What of the log the store lacked.</summary>
    internal LogReplay Replay => _server.Replay;

    /// <summary>What stands in the credentials file.</summary>
    internal DemoCredentials Credentials { get; }

    /// <summary>Starts sources and hub; throws <see cref="HubException"/> with one clear line when it cannot.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="size">The size of the city: <c>small</c>, <c>city</c> or <c>metropolis</c>.</param>
    /// <param name="latency">How long civil affairs takes to answer.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static async Task<DemoHub> StartAsync(HubOptions options, string size, TimeSpan latency, CancellationToken cancellation)
    {
        var documents = CityDocuments.ReadValid(DocumentFolders.Find());
        DataFolder.Prepare(options.Folder);
        var city = CityGenerator.Generate(CityParameters.OfSize(size) ?? throw new HubException($"--size {size}: sizes are small, city and metropolis."));
        var sources = await StartSourcesAsync(options, city, latency, cancellation);
        var adapters = new ConfiguredSources(options.Configuration, documents, TimeProvider.System);
        var provisioning = new DemoProvisioning(documents, city, options.Folder, sources.SourceLogKey);
        try
        {
            var server = await HubServer.StartAsync(
                options with { PlainSession = true, FourEyesPercent = FourEyes(options) },
                documents,
                _ => Task.FromResult(Observed(adapters.Create(sources.Endpoints), sources)),
                provisioning.RunAsync,
                cancellation);
            var credentials = provisioning.Credentials with
            {
                Url = server.Address,
                Graphql = $"{server.Address}/graphql",
                Token = $"{server.Address}/connect/token",
            };
            credentials.Write(options.Folder);
            return new DemoHub(server, sources, adapters, credentials);
        }
        catch
        {
            await adapters.DisposeAsync();
            await sources.DisposeAsync();
            throw;
        }
    }

    /// <summary>Completes when the hub is told to stop.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellation) => _server.WaitForShutdownAsync(cancellation);

    /// <summary>Ends the hub, then every stub.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _adapters.DisposeAsync();
        await _sources.DisposeAsync();
    }

    // WHY: one counter clerk can show the demo; a city's setting still counts.
    private static int FourEyes(HubOptions options) => options.Configuration[HubOptions.FourEyes] is null ? 0 : options.FourEyesPercent;

    private static async Task<DemoSources> StartSourcesAsync(HubOptions options, City city, TimeSpan latency, CancellationToken cancellation)
    {
        try
        {
            using var random = RandomNumberGenerator.Create();
            return await DemoSources.StartAsync(
                options.Folder,
                city,
                new DemoSourcesOptions { Clock = TimeProvider.System, Random = random, CivilAffairsLatency = latency },
                cancellation);
        }
        catch (InvalidDataException exception)
        {
            throw new HubException(exception.Message, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HubException($"{options.Folder}: the demo's sources cannot be made here, or another hub runs on this folder.", exception);
        }
    }

    private static HubSources Observed(HubSources made, DemoSources sources) => new(
        made.ByDepartment.ToDictionary(entry => entry.Key, entry => sources.Observe(entry.Value)),
        made.Facts.ToDictionary(entry => entry.Key, entry => sources.Observe(entry.Value)))
    {
        Events = made.Events,
        Cases = made.Cases,
        Lists = made.Lists.ToDictionary(entry => entry.Key, entry => sources.Observe(entry.Value)),
    };
}
