using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Exchange.Adapters.Configuration;
using Exchange.Demo;
using Exchange.Demo.Generation;

namespace Exchange.Conformance.Running;

/// <summary>The demo's health service on a free port, with the records that it serves.</summary>
public sealed class HealthSubgraph : IAsyncLifetime
{
    /// <summary>Writes text as JavaScript does.</summary>
    internal static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("exchange-health-");
    private readonly HttpClient _http = new();
    private DemoSources? _sources;

    /// <summary>The city whose records are served.</summary>
    public City City { get; } = CityGenerator.Generate(CityParameters.Small);

    private SourceEndpoint Endpoint => _sources!.Endpoints["health"];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        using var random = RandomNumberGenerator.Create();
        var options = new DemoSourcesOptions { Clock = TimeProvider.System, Random = random, CivilAffairsLatency = TimeSpan.Zero };
        _sources = await DemoSources.StartAsync(_folder.FullName, City, options, TestContext.Current.CancellationToken);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Endpoint.Token);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_sources is not null)
        {
            await _sources.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    /// <summary>What the service says its schema is.</summary>
    internal async Task<string> SdlAsync(CancellationToken cancellation)
    {
        var answer = await AskAsync(new EntityRequest("SDL", "{ _service { sdl } }", []), cancellation);
        return answer.GetProperty("data").GetProperty("_service").GetProperty("sdl").GetString()!;
    }

    /// <summary>Sends one request.</summary>
    internal async Task<JsonElement> AskAsync(EntityRequest request, CancellationToken cancellation)
    {
        using var response = await _http.PostAsJsonAsync(Endpoint.Url, request.ToJson(), cancellation);
        response.EnsureSuccessStatusCode();
        return JsonElement.Parse(await response.Content.ReadAsStringAsync(cancellation));
    }

    /// <summary>The records by type and key, as the graph shows them.</summary>
    internal JsonObject Entities() => new()
    {
        ["Person"] = ByKey(City.HealthRecords, record => record.CitizenNo, Person),
        ["Place"] = ByKey(City.Hospitals, hospital => hospital.AddressCode, Place),
    };

    private static JsonObject ByKey<T>(IEnumerable<T> records, Func<T, string> key, Func<T, JsonNode?> value) =>
        new(records.Select(record => KeyValuePair.Create(key(record), value(record))));

    private static JsonObject Person(HealthRecord record) => new()
    {
        ["citizenNo"] = record.CitizenNo,
        ["heatRisk"] = record.HeatRisk,
        ["careNeed"] = new JsonObject
        {
            ["needsPowerSupply"] = record.NeedsPower,
            ["needsTransport"] = record.NeedsTransport,
            ["oxygen"] = record.Oxygen,
            ["dialysis"] = record.Dialysis,
            ["mobilityAid"] = record.MobilityAid,
        },
        ["emergencyMedical"] = new JsonObject { ["bloodType"] = record.BloodType, ["allergies"] = Texts(record.Allergies) },
        ["familyDoctor"] = record.FamilyDoctor is { } doctor ? new JsonObject { ["name"] = doctor.Name, ["phone"] = doctor.Phone } : null,
        ["completedPrograms"] = Texts(record.CompletedPrograms),
    };

    private static JsonObject Place(Hospital hospital) => new()
    {
        ["addressCode"] = hospital.AddressCode,
        ["hospital"] = new JsonObject
        {
            ["level"] = hospital.Level,
            ["beds"] = hospital.Beds,
            ["emergencyLoad"] = hospital.EmergencyLoad.ToString().ToUpperInvariant(),
        },
    };

    private static JsonArray Texts(IReadOnlyList<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
