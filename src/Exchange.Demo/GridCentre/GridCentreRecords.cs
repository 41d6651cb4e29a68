using Exchange.Demo.Generation;
using Exchange.Demo.Subgraphs;
using Exchange.GraphQL.Values;

namespace Exchange.Demo.GridCentre;

/// <summary>The grid centre's records as values of its graph, by type and key. Safe to share between threads.</summary>
internal sealed class GridCentreRecords : ISubgraphRecords
{
    // The first party, the second and so on, as files call them.
    private const string Stems = "甲乙丙丁戊己庚辛壬癸";

    private readonly Dictionary<string, Address> _addresses;
    private readonly Dictionary<string, Grid> _grids;
    private readonly Dictionary<string, Grid> _gridOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Resident> _parties;
    private readonly ILookup<string, VisitTask> _tasksOfPerson;
    private readonly ILookup<string, VisitTask> _tasksOfGrid;
    private readonly ILookup<string, RescueNeed> _rescueNeeds;
    private readonly Dictionary<string, CityEvent> _past;
    private readonly EventFeed _feed;

    public GridCentreRecords(City city, EventFeed feed)
    {
        _feed = feed;
        _addresses = city.Addresses.ToDictionary(address => address.Code, StringComparer.Ordinal);
        _grids = city.Grids.ToDictionary(grid => grid.Code, StringComparer.Ordinal);
        foreach (var (grid, address) in city.Grids.SelectMany(grid => grid.AddressCodes, (grid, address) => (grid, address)))
        {
            _gridOf.TryAdd(address, grid);
        }

        _parties = city.Disputes.SelectMany(dispute => dispute.Parties).Distinct(StringComparer.Ordinal)
            .Join(city.Residents, party => party, resident => resident.CitizenNo, (_, resident) => resident)
            .ToDictionary(resident => resident.CitizenNo, StringComparer.Ordinal);
        _tasksOfPerson = city.VisitTasks.ToLookup(task => task.CitizenNo, StringComparer.Ordinal);
        _tasksOfGrid = city.VisitTasks.ToLookup(task => task.GridCode, StringComparer.Ordinal);
        _rescueNeeds = city.RescueNeeds.ToLookup(need => need.AddressCode, StringComparer.Ordinal);
        _past = city.Disputes.Select(Recorded).Concat(city.Events.Where(told => told.Owner == "grid-centre").Select(Recorded))
            .ToDictionary(told => told.EventId, StringComparer.Ordinal);
    }

    /// <summary>Everything that happened, what was told meanwhile included; in no order.</summary>
    public IEnumerable<CityEvent> Events => _past.Values.Concat(_feed.Kept());

    /// <summary>The addresses of one grid, or of all.</summary>
    public IEnumerable<string> PlacesOf(string? gridCode) => gridCode is null ? _gridOf.Keys
        : _grids.TryGetValue(gridCode, out var grid) ? grid.AddressCodes.Distinct(StringComparer.Ordinal)
        : [];

    /// <inheritdoc/>
    public string? KeyField(string type) => type switch
    {
        "Person" => "citizenNo",
        "Place" => "addressCode",
        "Grid" => "code",
        "CityManagementEvent" or "DisputeEvent" or "HazardEvent" => "eventId",
        _ => null,
    };

    /// <inheritdoc/>
    public DatumObject? Find(string type, string key) => type switch
    {
        "Person" => Tasks(_tasksOfPerson[key]) is { } tasks
            ? Object(("__typename", Datum.From("Person")), ("citizenNo", Datum.From(key)), ("visitTasks", tasks)) : null,
        "Place" => _gridOf.TryGetValue(key, out var grid) ? PlaceValue(key, grid) : null,
        "Grid" => _grids.TryGetValue(key, out var found) ? GridValue(found).AsObject() : null,
        _ => (_past.GetValueOrDefault(key) ?? _feed.Find(key)) is { } told && told.Type == type ? EventValue(told) : null,
    };

    /// <summary>An event as a value of the graph.</summary>
    public DatumObject EventValue(CityEvent told) => Object(
    [
        ("__typename", Datum.From(told.Type)),
        ("eventId", Datum.From(told.EventId)),
        ("kind", Datum.FromEnum(told.Kind)),
        ("owner", Department("grid-centre")),
        ("place", Place(told.AddressCode)),
        ("occurredAt", Datum.From(told.OccurredAt.ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture))),
        ("status", Datum.From(told.Status)),
        .. Own(told),
    ]);

    private IEnumerable<(string Name, Datum Value)> Own(CityEvent told) => told.Type switch
    {
        "CityManagementEvent" => [("category", Datum.From(told.About)), ("assignedTo", Department("housing"))],
        "HazardEvent" => [("hazardKind", Datum.From(told.About))],
        _ =>
        [
            ("subject", Datum.From(told.About)),
            ("lead", Department("grid-centre")),
            ("coHandlers", Datum.From([.. told.CoHandlers.Select(Department)])),
            ("parties", Datum.From([.. told.Parties.Select(Party)])),
        ],
    };

    private DatumObject PlaceValue(string addressCode, Grid grid) => Object(
        ("__typename", Datum.From("Place")),
        ("addressCode", Datum.From(addressCode)),
        ("grid", GridValue(grid)),
        ("rescueNeeds", Datum.From([.. _rescueNeeds[addressCode].Select(need => Datum.From(Object(
            ("person", Datum.From(Object(("__typename", Datum.From("Person")), ("citizenNo", Datum.From(need.CitizenNo))))),
            ("flat", Datum.From(need.Flat)),
            ("needsPowerSupply", Datum.From(need.NeedsPower)),
            ("needsTransport", Datum.From(need.NeedsTransport)),
            ("contact", Contact(need.Contact.Name, need.Contact.Phone)))))])));

    private static Datum Contact(string? name, string phone) => Datum.From(Object(("name", Datum.From(name)), ("phone", Datum.From(phone))));

    private static CityEvent Recorded(Dispute dispute) => new()
    {
        Type = "DisputeEvent",
        Kind = "DISPUTE",
        EventId = dispute.EventId,
        AddressCode = dispute.AddressCode,
        OccurredAt = dispute.OccurredAt,
        Status = "调解中",
        About = dispute.Subject,
        CoHandlers = dispute.CoHandlers,
        Parties = dispute.Parties,
    };

    private static CityEvent Recorded(PastEvent told) => new()
    {
        Type = told.Type,
        Kind = told.Type switch { "DisputeEvent" => "DISPUTE", "HazardEvent" => "HAZARD", _ => "CITY_MANAGEMENT" },
        EventId = told.EventId,
        AddressCode = told.AddressCode,
        OccurredAt = told.OccurredAt,
        Status = told.Status,
        About = told.About,
    };

    private Datum GridValue(Grid grid) => Datum.From(Object(
        ("__typename", Datum.From("Grid")),
        ("code", Datum.From(grid.Code)),
        ("name", Datum.From(grid.Name)),
        ("regionCode", Datum.From(grid.Code[..6])),
        ("worker", Datum.From(Object(
            ("displayName", Datum.From(grid.Worker.DisplayName)),
            ("post", Datum.From(grid.Worker.Post)),
            ("dutyPhone", Datum.From(grid.Worker.DutyPhone))))),
        ("visitTasks", Tasks(_tasksOfGrid[grid.Code]) ?? Datum.From([]))));

    private Datum? Tasks(IEnumerable<VisitTask> tasks)
    {
        var values = tasks.Select(task => Datum.From(Object(
            ("date", Datum.From(task.Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))),
            ("kind", Datum.From(task.Kind)),
            ("person", Datum.From(Object(("citizenNo", Datum.From(task.CitizenNo))))),
            ("place", Place(task.AddressCode)),
            ("done", Datum.From(task.IsDone))))).ToArray();
        return values.Length > 0 ? Datum.From(values) : null;
    }

    private Datum Place(string addressCode)
    {
        var address = _addresses[addressCode];
        return Datum.From(Object(
            ("addressCode", Datum.From(address.Code)),
            ("fullText", Datum.From(address.FullText)),
            ("regionCode", Datum.From(address.RegionCode)),
            ("streetCode", Datum.From(address.StreetCode)),
            ("communityCode", Datum.From(address.CommunityCode))));
    }

    private Datum Party(string citizenNo, int index) => Datum.From(Object(
        ("label", Datum.From($"当事人{Stems[index % Stems.Length]}")),
        ("person", Datum.From(Object(("citizenNo", Datum.From(citizenNo))))),
        ("contact", Contact(_parties[citizenNo].Name, _parties[citizenNo].Phone))));

    private static Datum Department(string code) => Datum.From(code == "housing"
        ? Object(("code", Datum.From(code)), ("name", Datum.From("住房和城乡建设局")), ("nameEn", Datum.From("Housing and Construction Bureau")))
        : Object(("code", Datum.From(code)), ("name", Datum.From("综治中心")), ("nameEn", Datum.From("Grid Centre"))));

    private static DatumObject Object(params IReadOnlyList<(string Name, Datum Value)> fields) =>
        new([.. fields.Select(field => field.Name)], [.. fields.Select(field => field.Value)]);
}
