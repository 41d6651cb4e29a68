using System.Security.Cryptography;
using Exchange.Adapters.Configuration;
using Exchange.Demo.CivilAffairs;
using Exchange.Demo.Generation;
using Exchange.Demo.GridCentre;
using Exchange.Demo.Health;
using Exchange.Demo.Hotline;
using Exchange.Demo.Housing;
using Exchange.Demo.MarketRegulation;
using Exchange.Demo.PublicSecurity;
using Exchange.Demo.SocialSecurity;
using Exchange.Demo.Sources;
using Exchange.Demo.Subgraphs;
using Exchange.Federation.Sources;

namespace Exchange.Demo;

/// <summary>What the stub sources need from outside.</summary>
public sealed record DemoSourcesOptions
{
    /// <summary>The clock of the stubs.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Where the secrets of a first start come from.</summary>
    public required RandomNumberGenerator Random { get; init; }

    /// <summary>How long the JSON services take to answer; 300 ms unless said.</summary>
    public TimeSpan CivilAffairsLatency { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How often something happens while somebody listens; <see cref="Timeout.InfiniteTimeSpan"/> for never by itself.</summary>
    public TimeSpan EventInterval { get; init; } = TimeSpan.FromMilliseconds(500);
}

/// <summary>
/// The departments' sources of the demo city, of really different technologies: two database files, three JSON services, a folder of dropped files
/// and two GraphQL services, one of which tells of events, under <c>sources/</c> of the store and on free ports of the loopback interface.
/// A second start on the same folder takes the same database, secrets and logs up again. Everything ends when it is disposed. Thread-safe once
/// started.
/// </summary>
public sealed class DemoSources : IAsyncDisposable
{
    private const string PublicSecurity = "public-security";
    private const string CivilAffairs = "civil-affairs";
    private const string SocialSecurity = "social-security";
    private const string Health = "health";
    private const string Housing = "housing";
    private const string GridCentre = "grid-centre";
    private const string MarketRegulation = "market-regulation";
    private const string Hotline = "hotline";

    private readonly Dictionary<string, SourceLog> _logs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceEndpoint> _endpoints = new(StringComparer.Ordinal);
    private readonly List<IAsyncDisposable> _running = [];

    private readonly string _root;
    private readonly string _database;
    private readonly string _housing;
    private readonly EventFeed _events;

    private DemoSources(string root, string sourceLogKey, EventFeed events)
    {
        _root = root;
        _events = events;
        _database = Path.Combine(root, PublicSecurity + ".db");
        _housing = Path.Combine(root, Housing + ".db");
        SourceLogKey = sourceLogKey;
    }

    /// <summary>The HMAC key of the source logs, hex: <c>sourceLogKey</c> of the credentials file.</summary>
    public string SourceLogKey { get; }

    /// <summary>Where each department's source is reached, by department code.</summary>
    public IReadOnlyDictionary<string, SourceEndpoint> Endpoints => _endpoints;

    /// <summary>Starts every source; one that cannot start ends those already running and throws what stopped it.</summary>
    /// <param name="folder">The folder of the embedded store; <c>sources/</c> is made below it.</param>
    /// <param name="city">The city whose records they serve.</param>
    /// <param name="options">What they need from outside.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static async Task<DemoSources> StartAsync(string folder, City city, DemoSourcesOptions options, CancellationToken cancellation)
    {
        var root = Path.Combine(Path.GetFullPath(folder), "sources");
        Directory.CreateDirectory(root);
        var secrets = StubSecrets.LoadOrMake(Path.Combine(root, "secrets.json"), options.Random);
        var events = new EventFeed(new EventSequence(city), options.Clock, options.EventInterval);
        var sources = new DemoSources(root, secrets.SourceLogKey, events);
        try
        {
            foreach (var department in new[] { PublicSecurity, CivilAffairs, SocialSecurity, Health, GridCentre, Housing, MarketRegulation, Hotline })
            {
                sources._logs[department] = new SourceLog(
                    Path.Combine(root, department + ".ndjson"), Convert.FromHexString(secrets.SourceLogKey), options.Clock);
            }

            sources.StartFiles(city, options.Clock);
            await sources.StartServicesAsync(city, secrets, options, cancellation);
            return sources;
        }
        catch
        {
            await sources.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Puts a log in front of a database or a folder, which keep none of their own; the HTTP services log for themselves and come back
    /// as they are.
    /// </summary>
    public ISource Observe(ISource source) =>
        KeepsNoLog(source.Department) ? new LoggedSource(source, _logs[source.Department]) : source;

    /// <summary>The same for subject facts.</summary>
    public IFactSource Observe(IFactSource source) =>
        KeepsNoLog(source.Department) ? new LoggedFactSource(source, _logs[source.Department]) : source;

    /// <summary>The same for lists.</summary>
    public IListSource Observe(IListSource source) => KeepsNoLog(source.Department) ? new LoggedListSource(source, _logs[source.Department]) : source;

    /// <summary>
    /// Lets something of a kind (<c>HAZARD</c>, <c>DISPUTE</c>, <c>CITY_MANAGEMENT</c>) happen at an address now; gives the event's id.
    /// </summary>
    public string Report(string kind, string addressCode) => _events.Report(kind, addressCode);

    /// <summary>Ends every stub and closes the logs.</summary>
    public async ValueTask DisposeAsync()
    {
        for (var i = _running.Count - 1; i >= 0; i--)
        {
            await _running[i].DisposeAsync();
        }

        _running.Clear();
        _events.Dispose();
        PopulationDatabase.Release(_database);
        HousingDatabase.Release(_housing);
        foreach (var log in _logs.Values)
        {
            log.Dispose();
        }
    }

    private static bool KeepsNoLog(string department) => department is PublicSecurity or SocialSecurity or Housing;

    private void StartFiles(City city, TimeProvider clock)
    {
        PopulationDatabase.WriteUnlessThere(_database, city);
        _endpoints[PublicSecurity] = new SourceEndpoint { Connection = PopulationDatabase.Connection(_database) };
        HousingDatabase.WriteUnlessThere(_housing, city);
        _endpoints[Housing] = new SourceEndpoint { Connection = HousingDatabase.Connection(_housing) };
        var drops = Path.Combine(_root, SocialSecurity);
        _running.Add(new NightlyDrop(drops, city, clock));
        _endpoints[SocialSecurity] = new SourceEndpoint { Folder = drops };
    }

    private async Task StartServicesAsync(City city, StubSecrets secrets, DemoSourcesOptions options, CancellationToken cancellation)
    {
        var civil = new CivilAffairsApi(
            city, secrets.CivilAffairsToken, _logs[CivilAffairs], options.CivilAffairsLatency, options.Clock);
        var visits = new JsonApi(
            VisitResources.Over(city), secrets.CivilAffairsToken, _logs[CivilAffairs], options.CivilAffairsLatency, options.Clock);
        var civilServer = await LoopbackServer.StartAsync(
            context => context.Request.Path.StartsWithSegments("/" + VisitResources.Path) ? visits.HandleAsync(context) : civil.HandleAsync(context),
            cancellation);
        _running.Add(civilServer);
        _endpoints[CivilAffairs] = new SourceEndpoint { Url = civilServer.Address, Token = secrets.CivilAffairsToken };

        await StartApiAsync(MarketRegulation, MarketResources.Over(city), secrets.MarketToken, options, cancellation);
        await StartApiAsync(Hotline, HotlineResources.Over(city), secrets.HotlineToken, options, cancellation);
        await StartSubgraphAsync(Health, HealthGraph.Over(city, _logs[Health]), secrets.HealthToken, cancellation);
        await StartSubgraphAsync(GridCentre, GridCentreGraph.Over(city, _events, _logs[GridCentre]), secrets.GridCentreToken, cancellation);
    }

    private async Task StartApiAsync(
        string department,
        IReadOnlyDictionary<string, IJsonResource> resources,
        string token,
        DemoSourcesOptions options,
        CancellationToken cancellation)
    {
        var api = new JsonApi(resources, token, _logs[department], options.CivilAffairsLatency, options.Clock);
        var server = await LoopbackServer.StartAsync(api.HandleAsync, cancellation);
        _running.Add(server);
        _endpoints[department] = new SourceEndpoint { Url = server.Address, Token = token };
    }

    private async Task StartSubgraphAsync(string department, SubgraphService service, string token, CancellationToken cancellation)
    {
        var server = await LoopbackServer.StartAsync(new SubgraphEndpoint(service, token).HandleAsync, cancellation);
        _running.Add(server);
        _endpoints[department] = new SourceEndpoint { Url = new Uri(server.Address, "graphql"), Token = token };
    }
}
