using System.Security.Cryptography;
using Exchange.Adapters;
using Exchange.Adapters.Configuration;
using Exchange.Adapters.Http;
using Exchange.Demo;
using Exchange.Demo.Generation;
using Exchange.Federation.Sources;

namespace Exchange.IntegrationTests.Adapters;

/// <summary>The demo city's sources, running, in a folder of their own.</summary>
public sealed class DemoSourcesFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("exchange-demo-");
    private readonly HttpMessageInvoker _client = DepartmentHttpClient.Create();

    public City City { get; } = CityGenerator.Generate(CityParameters.Small);

    public DemoSources Sources { get; private set; } = null!;

    public string Folder => _folder.FullName;

    public async ValueTask InitializeAsync() => Sources = await StartAsync(Folder, City);

    public async ValueTask DisposeAsync()
    {
        await Sources.DisposeAsync();
        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Starts the sources on a folder, with no latency.</summary>
    public static async Task<DemoSources> StartAsync(string folder, City city)
    {
        using var random = RandomNumberGenerator.Create();
        var options = new DemoSourcesOptions { Clock = TimeProvider.System, Random = random, CivilAffairsLatency = TimeSpan.Zero };
        return await DemoSources.StartAsync(folder, city, options, TestContext.Current.CancellationToken);
    }

    /// <summary>A department's source as the hub has it, logged by the demo.</summary>
    public ISource Source(string department) => Sources.Observe(Bare(department, Sources.Endpoints[department]));

    /// <summary>A department's source on another endpoint.</summary>
    public ISource Bare(string department, SourceEndpoint endpoint, TimeProvider? clock = null) =>
        new SourceFactory(_client, clock ?? TimeProvider.System).Create(SchemasFolder.Source(department), endpoint);

    /// <summary>The facts of public security, logged by the demo.</summary>
    public IFactSource Facts() => Sources.Observe(
        new SourceFactory(_client, TimeProvider.System)
            .CreateFacts(SchemasFolder.Source("public-security"), Sources.Endpoints["public-security"])!);

    /// <summary>The lines of a department's log for one access.</summary>
    public IReadOnlyList<System.Text.Json.JsonElement> LogOf(string department, string accessId)
    {
        using var file = new FileStream(
            Path.Combine(Folder, "sources", department + ".ndjson"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return
        [
            .. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement)
                .Where(line => line.GetProperty("accessId").GetString() == accessId),
        ];
    }
}
