using Exchange.Adapters;
using Exchange.Adapters.Configuration;
using Exchange.Adapters.Http;
using Exchange.Federation.Sources;
using Exchange.Policy.Standard;
using Microsoft.Extensions.Configuration;

namespace Exchange.Host.Composition;

/// <summary>
/// The sources of an installation: what kind each has stands in <c>schemas/departments/</c>, where it is reached in the settings
/// <c>Sources:&lt;department&gt;:*</c> (<see cref="SourceSettings"/>).
/// </summary>
internal sealed class ConfiguredSources(IConfiguration configuration, CityDocuments documents, TimeProvider time) : IAsyncDisposable
{
    private readonly HttpMessageInvoker _client = DepartmentHttpClient.Create();
    private readonly Dictionary<string, IListSource> _lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IEventSource> _events = new(StringComparer.Ordinal);
    private readonly List<ISource> _made = [];

    /// <summary>The departments without an address; known after <see cref="Open"/>.</summary>
    public IReadOnlyList<string> Unconfigured { get; private set; } = [];

    /// <summary>Makes every source that has an address; throws <see cref="HubException"/> that names the setting which is wrong.</summary>
    public HubSources Open()
    {
        var endpoints = documents.Sources.ToDictionary(
            source => source.Department, source => SourceSettings.Read(configuration, source.Department, time));
        var departments = documents.Standard!.Departments.Select(card => card.Code.Value);
        Unconfigured = [.. departments.Where(department => endpoints.GetValueOrDefault(department) is null)];
        return Create(endpoints.Where(entry => entry.Value is not null).ToDictionary(entry => entry.Key, entry => entry.Value!));
    }

    /// <summary>Makes the sources of the departments whose address is given.</summary>
    public HubSources Create(IReadOnlyDictionary<string, SourceEndpoint> endpoints)
    {
        var factory = new SourceFactory(_client, time);
        var sources = new Dictionary<string, ISource>(StringComparer.Ordinal);
        var facts = new Dictionary<string, IFactSource>(StringComparer.Ordinal);
        foreach (var source in documents.Sources.Where(source => endpoints.ContainsKey(source.Department)))
        {
            try
            {
                var made = factory.Create(source, endpoints[source.Department]);
                sources.Add(source.Department, made);
                _made.Add(made);
                foreach (var type in OwnEvents(source))
                {
                    facts.Add(type.Name, new PlaceRegionFacts(made, type.Key!));
                }

                if (factory.CreateLists(source, endpoints[source.Department]) is { } lists)
                {
                    _lists.Add(source.Department, lists);
                }

                if (factory.CreateEvents(source, endpoints[source.Department]) is { } events)
                {
                    _events.Add(source.Department, events);
                }

                if (factory.CreateFacts(source, endpoints[source.Department]) is { } personFacts)
                {
                    facts.Add(Pipeline.Gates.SubjectFacts.PersonType, personFacts);
                }
            }
            catch (ArgumentException exception)
            {
                throw new HubException($"Sources:{source.Department}: {exception.Message}", exception);
            }
        }

        return new HubSources(sources, facts) { Events = _events, Lists = _lists };
    }

    /// <summary>Closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var events in _events.Values.OfType<IAsyncDisposable>())
        {
            await events.DisposeAsync();
        }

        _made.OfType<IDisposable>().ToList().ForEach(source => source.Dispose());
        _client.Dispose();
    }

    private IEnumerable<StandardType> OwnEvents(SourceConfiguration source) => documents.Standard!.Types.Where(type =>
        type is { Kind: StandardTypeKind.Entity, Implements: "Event" }
        && type.Home == new Policy.DepartmentId(source.Department));
}
