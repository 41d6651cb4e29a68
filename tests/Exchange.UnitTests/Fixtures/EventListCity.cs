using System.Text.Json;
using Exchange.Federation.Governed.Lists;
using Exchange.Federation.Sources;

namespace Exchange.UnitTests.Fixtures;

/// <summary>
/// The small city with lists of events: hazards, litter and a dispute of the grid centre, complaints of market regulation. <see cref="Inspector"/>
/// may read hazards and complaints everywhere, <see cref="Worker"/> city management events of her own region, 990121, alone.
/// </summary>
internal sealed class EventListCity
{
    public const string Inspector = "market-regulation-inspector";
    public const string Worker = "grid-centre-grid-worker";
    public const string Hillside = "990121001001-0001";

    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    public EventListCity(ListLimits? limits = null)
    {
        City = new PipelineCity(change: parts => parts with { Limits = parts.Limits with { Lists = limits ?? new ListLimits() } });
        Complaints = new RecordingSource("market-regulation", [])
        {
            Before = _ => GivesNoComplaint
                ? throw new SourceException("market-regulation", SourceFault.Unavailable, "down")
                : Task.CompletedTask,
        };
        Grid = new ListedRows(
            "grid-centre",
            Hazard(1, minutesAgo: 10), Hazard(2, minutesAgo: 30), Hazard(3, minutesAgo: 50), Hazard(4, minutesAgo: 70, Hillside),
            new ListedRow("CityManagementEvent", PipelineCity.Litter, Noon, PipelineCity.Yunqiao),
            new ListedRow("CityManagementEvent", "grid-centre:CM-000002", Noon.AddMinutes(-1), Hillside),
            new ListedRow("DisputeEvent", PipelineCity.Dispute, Noon, PipelineCity.Yunqiao));
        Market = new ListedRows("market-regulation", Complaint(1, minutesAgo: 20), Complaint(2, minutesAgo: 40), Complaint(3, minutesAgo: 60));
        City.Lists["grid-centre"] = Grid;
        City.Lists["market-regulation"] = Market;
        City.Sources["market-regulation"] = Complaints;
        foreach (var row in Grid.Rows.Where(row => row.Type == "HazardEvent"))
        {
            City.Grids.Replace(row.Key, Record(row, "HAZARD"));
        }

        City.EventRegions.Replace("grid-centre:CM-000002", """{"region":"990121001001"}""");
        City.Grids.Replace("grid-centre:CM-000002", Record(Grid.Rows.Single(row => row.Key.EndsWith("CM-000002", StringComparison.Ordinal)), "CITY_MANAGEMENT"));
        foreach (var row in Market.Rows)
        {
            Complaints.Replace(row.Key, Record(row, "CONSUMER_COMPLAINT"));
        }
    }

    public PipelineCity City { get; }

    public ListedRows Grid { get; }

    public ListedRows Market { get; }

    public RecordingSource Complaints { get; }

    /// <summary>Whether market regulation lists its complaints and does not give them.</summary>
    public bool GivesNoComplaint { get; set; }

    /// <summary>Asks as the inspector, who plans an inspection.</summary>
    public Task<PipelineAnswer> AskAsync(string query, string token = Inspector, object? variables = null) => City.AskAsync(
        query,
        request => request with { Token = token, Purpose = token == Worker ? "grid.task" : "inspection.planning", CaseNumber = null },
        variables);

    /// <summary>The ids of a page of events, in order.</summary>
    public static IReadOnlyList<string> Ids(JsonElement page) =>
        [.. page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("eventId").GetString()!)];

    public static ListedRow Hazard(int number, int minutesAgo, string place = PipelineCity.Yunqiao) =>
        new("HazardEvent", $"grid-centre:HAZ-{number:D6}", Noon.AddMinutes(-minutesAgo), place);

    private static ListedRow Complaint(int number, int minutesAgo) =>
        new("ConsumerComplaint", $"market-regulation:CC-{number:D6}", Noon.AddMinutes(-minutesAgo), PipelineCity.Yunqiao);

    private static string Record(ListedRow row, string kind) => $$"""
        {"__typename":"{{row.Type}}","eventId":"{{row.Key}}","kind":"{{kind}}","owner":{"code":"{{row.Key.Split(':')[0]}}","name":"部门","nameEn":"Department"},
         "place":{"addressCode":"{{row.Place}}"},"occurredAt":"{{row.At:yyyy-MM-ddTHH:mm:sszzz}}","status":"open"}
        """;
}
