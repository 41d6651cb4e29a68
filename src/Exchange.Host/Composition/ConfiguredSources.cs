using Exchange.Adapters;
using Exchange.Adapters.Cases;
using Exchange.Adapters.Configuration;
using Exchange.Adapters.Http;
using Exchange.Federation.Sources;
using Exchange.Policy.Standard;
using Microsoft.Extensions.Configuration;

namespace Exchange.Host.Composition;

/// <summary>
/// The sources of an installation: what kind each has stands in <c>schemas/departments/</c>, where it is reached in the settings
/// <c>Sources:&lt;department&gt;:*</c> (<see cref="SourceSettings"/>); the case source, where there is one, in <c>Cases:*</c>.
/// </summary>
internal sealed class ConfiguredSources : IAsyncDisposable
{
    private readonly IConfiguration _configuration;
    private readonly CityDocuments _documents;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _client = DepartmentHttpClient.Create();
    private readonly SourceFactory _factory;
    private readonly Dictionary<string, IListSource> _lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IEventSource> _events = new(StringComparer.Ordinal);
    private HttpCaseSource? _cases;

    public ConfiguredSources(IConfiguration configuration, CityDocuments documents, TimeProvider time)
    {
        _configuration = configuration;
        _documents = documents;
        _time = time;
        _factory = new SourceFactory(_client, time);
    }

    /// <summary>The departments without an address; known after <see cref="Open"/>.</summary>
    public IReadOnlyList<string> Unconfigured { get; private set; } = [];

    /// <summary>Makes every source that has an address; throws <see cref="HubException"/> that names the setting which is wrong.</summary>
    public HubSources Open()
    {
        var endpoints = _documents.Sources.ToDictionary(
            source => source.Department, source => SourceSettings.Read(_configuration, source.Department, _time));
        var departments = _documents.Standard!.Departments.Select(card => card.Code.Value);
        Unconfigured = [.. departments.Where(department => endpoints.GetValueOrDefault(department) is null)];
        return Create(endpoints.Where(entry => entry.Value is not null).ToDictionary(entry => entry.Key, entry => entry.Value!));
    }

    /// <summary>Makes the sources of the departments whose address is given.</summary>
    public HubSources Create(IReadOnlyDictionary<string, SourceEndpoint> endpoints)
    {
        var sources = new Dictionary<string, ISource>(StringComparer.Ordinal);
        var facts = new Dictionary<string, IFactSource>(StringComparer.Ordinal);
        foreach (var source in _documents.Sources.Where(source => endpoints.ContainsKey(source.Department)))
        {
            try
            {
                var made = _factory.Create(source, endpoints[source.Department]);
                sources.Add(source.Department, made);
                foreach (var type in OwnEvents(source))
                {
                    facts.Add(type.Name, new PlaceRegionFacts(made, type.Key!));
                }

                if (_factory.CreateLists(source, endpoints[source.Department]) is { } lists)
                {
                    _lists.Add(source.Department, lists);
                }

                if (_factory.CreateEvents(source, endpoints[source.Department]) is { } events)
                {
                    _events.Add(source.Department, events);
                }

                if (_factory.CreateFacts(source, endpoints[source.Department]) is { } personFacts)
                {
                    facts.Add(Pipeline.Gates.SubjectFacts.PersonType, personFacts);
                }
            }
            catch (ArgumentException exception)
            {
                throw new HubException($"Sources:{source.Department}: {exception.Message}", exception);
            }
        }

        return new HubSources(sources, facts) { Events = _events, Lists = _lists, Cases = Cases() };
    }

    private HttpCaseSource? Cases() => _cases ??= SourceSettings.ReadCases(_configuration, _time) is { } endpoint
        ? new HttpCaseSource(endpoint, _client, _time)
        : null;

    /// <summary>Closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var events in _events.Values.OfType<IAsyncDisposable>())
        {
            await events.DisposeAsync();
        }

        _cases?.Dispose();
        _factory.Dispose();
        _client.Dispose();
    }

    private IEnumerable<StandardType> OwnEvents(SourceConfiguration source) => _documents.Standard!.Types.Where(type =>
        type is { Kind: StandardTypeKind.Entity, Implements: "Event" }
        && type.Home == new Policy.DepartmentId(source.Department));
}
