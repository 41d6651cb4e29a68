using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Exchange.Audit.Records;
using Exchange.Audit.Writing;
using Exchange.Consent;
using Exchange.Consent.Replicas;
using Exchange.Demo;
using Exchange.Demo.Generation;
using Exchange.Host.Composition;
using Exchange.Pipeline;
using Exchange.Pipeline.Callers;
using Exchange.Pipeline.Records;
using Exchange.Policy.People;
using Microsoft.Extensions.Configuration;

namespace Exchange.IntegrationTests.GridCentre;

/// <summary>The real pipeline over the demo city's real sources; a token is the id of a demo client, perhaps with a region of its own.</summary>
public sealed class StreamingHub : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("exchange-streams-");
    private readonly MemoryAccessLog _log = new();
    private readonly Pseudonyms _pseudonyms = new(PseudonymKeys.Create(new byte[PseudonymKeys.KeyLength]));
    private ConfiguredSources _adapters = null!;
    private RequestPipeline _pipeline = null!;

    public City City { get; } = CityGenerator.Generate(CityParameters.Small);

    public DemoSources Sources { get; private set; } = null!;

    /// <summary>Every record so far.</summary>
    public IReadOnlyList<AccessRecord> Records => [.. _log.Entries.OfType<AccessRecord>()];

    public async ValueTask InitializeAsync()
    {
        using var random = RandomNumberGenerator.Create();
        var options = new DemoSourcesOptions
        {
            Clock = TimeProvider.System, Random = random, CivilAffairsLatency = TimeSpan.Zero, EventInterval = Timeout.InfiniteTimeSpan,
        };
        Sources = await DemoSources.StartAsync(_folder.FullName, City, options, TestContext.Current.CancellationToken);
        var documents = CityDocuments.ReadValid(DocumentFolders.Find());
        _adapters = new ConfiguredSources(new ConfigurationBuilder().Build(), documents, TimeProvider.System);
        var key = new byte[32];
        _pipeline = new RequestPipeline(new PipelineParts
        {
            Snapshot = new CurrentSnapshot(HubParts.Compile(documents, _adapters.Create(Sources.Endpoints), TimeProvider.System, "1")),
            Tokens = new DemoClients(documents.Policies!.Clients),
            Consents = new ConsentIndex(),
            Lease = ReplicaLease.Unlimited(TimeProvider.System),
            Pseudonyms = _pseudonyms,
            Log = _log,
            Justifications = new NoJustifications(),
            Refusals = new Refusals(_log, TimeProvider.System, key),
            Time = TimeProvider.System,
            NewAccessId = now => Guid.CreateVersion7(now).ToString("D"),
            OperationHashKey = key,
            Limits = new PipelineLimits { Streams = new StreamLimits { Pause = TimeSpan.FromMilliseconds(20) } },
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _adapters.DisposeAsync();
        await Sources.DisposeAsync();
        _pseudonyms.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Asks once.</summary>
    public async Task<JsonElement> AskAsync(string token, string purpose, string document) =>
        Read(await _pipeline.AnswerAsync(Request(token, purpose, document), TestContext.Current.CancellationToken));

    /// <summary>Opens a stream.</summary>
    public async IAsyncEnumerable<JsonElement> StreamAsync(
        string token, string purpose, string document, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var response in _pipeline.StreamAsync(Request(token, purpose, document), cancellation))
        {
            yield return Read(response);
        }
    }

    /// <summary>The lines of the grid centre's own log.</summary>
    public IReadOnlyList<JsonElement> Log()
    {
        using var file = new FileStream(
            Path.Combine(_folder.FullName, "sources", "grid-centre.ndjson"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private static HubRequest Request(string token, string purpose, string document) => new()
    {
        Token = token,
        Purpose = purpose,
        CaseNumber = "DI-2026-000001",
        Emergency = purpose == "emergency.rescue" ? "drill" : null,
        Document = Encoding.UTF8.GetBytes(document),
    };

    private static JsonElement Read(HubResponse response) => JsonDocument.Parse(response.Body).RootElement;

    private sealed class NoJustifications : IJustificationStore
    {
        public ValueTask KeepAsync(string accessId, string text, DateTimeOffset at, CancellationToken cancellation) => ValueTask.CompletedTask;
    }

    // "client" or "client@region".
    private sealed class DemoClients(IReadOnlyList<Policy.Documents.ClientCard> clients) : ITokenVerifier
    {
        public ValueTask<TokenVerdict> VerifyAsync(string? token, CancellationToken cancellation)
        {
            var parts = token!.Split('@');
            var card = clients.Single(client => client.ClientId == parts[0]);
            var region = parts.Length > 1 ? parts[1] : card.RegionCode;
            return new(new TokenVerdict(
                new ClientIdentity(card.ClientId, card.Department, card.Roles, card.Purposes, region, card.Officer, IntrospectionMode.Off), TokenFault.None));
        }
    }
}
