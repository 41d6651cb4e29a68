using System.Text.Json;
using Exchange.Demo.Generation;

namespace Exchange.IntegrationTests.GridCentre;

/// <summary>What the grid centre answers through the hub: queries by POST, events by WebSocket, both under the city's own policies.</summary>
public sealed class GridCentreTests(StreamingHub hub) : IClassFixture<StreamingHub>
{
    private const string Worker = "grid-centre-grid-worker";
    private const string Tasks = "visitTasks { date kind done person { name visitContact { name phone } citizenNo heatRisk } }";
    private const string Event = "__typename eventId kind owner { code } status occurredAt place { addressCode fullText grid { code } }";

    [Fact]
    public async Task The_planted_grid_and_its_place_know_each_other_and_are_open_to_everybody()
    {
        var answer = await hub.AskAsync(
            "market-regulation-inspector", "inspection.planning",
            """{ place(addressCode: "990102001001-0003") { grid { code name regionCode worker { displayName } } } grid(code: "990102001001-G07") { name } }""");

        var grid = answer.GetProperty("data").GetProperty("place").GetProperty("grid");
        Assert.Equal("990102001001-G07", grid.GetProperty("code").GetString());
        Assert.Equal("990102", grid.GetProperty("regionCode").GetString());
        Assert.Equal(JsonValueKind.Null, grid.GetProperty("worker").GetProperty("displayName").ValueKind);
        Assert.Equal(grid.GetProperty("name").GetString(), answer.GetProperty("data").GetProperty("grid").GetProperty("name").GetString());
        Assert.Equal(["Grid.worker.displayName NOT_PERMITTED"], Withheld(answer));
    }

    [Fact]
    public async Task A_hotline_agent_learns_whose_grid_it_is_and_nothing_of_a_person()
    {
        var answer = await hub.AskAsync(
            "hotline-hotline-agent", "hotline.routing",
            $$"""{ grid(code: "990102001001-G07") { worker { displayName post dutyPhone } {{Tasks}} } }""");

        var grid = hub.City.Grids.Single(grid => grid.Code == "990102001001-G07");
        Assert.Equal(
            [grid.Worker.DisplayName, grid.Worker.Post, grid.Worker.DutyPhone],
            answer.GetProperty("data").GetProperty("grid").GetProperty("worker").EnumerateObject().Select(part => part.Value.GetString()!));
        Assert.DoesNotContain(hub.City.Residents, resident => answer.GetRawText().Contains(resident.CitizenNo, StringComparison.Ordinal));
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").GetProperty("grid").GetProperty("visitTasks").ValueKind);
    }

    [Fact]
    public async Task A_grid_worker_sees_the_tasks_of_the_own_region_with_surname_and_contact()
    {
        var task = hub.City.VisitTasks.First(task => task.CitizenNo == PlantedPeople.LiJianguo);

        var answer = await hub.AskAsync($"{Worker}@990102", "grid.task", $$"""{ grid(code: "{{task.GridCode}}") { {{Tasks}} } }""");

        var people = answer.GetProperty("data").GetProperty("grid").GetProperty("visitTasks").EnumerateArray().Select(each => each.GetProperty("person"));
        var li = people.Single(person => person.GetProperty("visitContact").GetProperty("name").GetString() == "李敏");
        Assert.Equal("李**", li.GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.Null, li.GetProperty("citizenNo").ValueKind);
        Assert.Equal(JsonValueKind.Null, li.GetProperty("heatRisk").ValueKind);
        Assert.DoesNotContain(PlantedPeople.LiJianguo, answer.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grid_of_another_region_is_asked_for_no_task()
    {
        var task = hub.City.VisitTasks.First(task => task.CitizenNo == PlantedPeople.LiJianguo);
        var before = hub.Log().Count;

        var answer = await hub.AskAsync(Worker, "grid.task", $$"""{ grid(code: "{{task.GridCode}}") { code {{Tasks}} } }""");

        Assert.Equal(task.GridCode, answer.GetProperty("data").GetProperty("grid").GetProperty("code").GetString());
        Assert.Contains("Grid.visitTasks.person OUTSIDE_JURISDICTION", Withheld(answer));
        Assert.DoesNotContain(hub.Log().Skip(before).SelectMany(Fields), field => field.StartsWith("Grid.visitTasks", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_task_of_a_protected_person_is_no_task_of_the_grid()
    {
        var hidden = hub.City.VisitTasks.Single(task => task.CitizenNo == PlantedPeople.ChenAilian);
        var others = hub.City.VisitTasks.Count(task => task.GridCode == hidden.GridCode) - 1;

        var answer = await hub.AskAsync($"{Worker}@990102", "grid.task", $$"""{ grid(code: "{{hidden.GridCode}}") { {{Tasks}} } }""");
        var without = await hub.AskAsync($"{Worker}@990102", "grid.task", $$"""{ grid(code: "{{hidden.GridCode}}") { visitTasks { date kind done } } }""");

        Assert.Equal(others, answer.GetProperty("data").GetProperty("grid").GetProperty("visitTasks").GetArrayLength());
        Assert.DoesNotContain("陈", answer.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, without.GetProperty("data").GetProperty("grid").GetProperty("visitTasks").ValueKind);
        Assert.All(Withheld(without), cells => Assert.EndsWith("NOT_AVAILABLE", cells, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("market-regulation-inspector", "inspection.planning", "HAZARD", "hazardKind")]
    [InlineData("grid-centre-mediator", "dispute.mediation", "DISPUTE", "subject")]
    [InlineData(Worker + "@990102", "grid.task", "CITY_MANAGEMENT", "category")]
    public async Task An_event_reaches_those_whose_task_it_is(string client, string purpose, string kind, string about)
    {
        var document = $$"""subscription { eventReported(kinds: [{{kind}}], regionCode: "990102") { {{Event}} ... on {{TypeOf(kind)}} { {{about}} } } }""";
        await using var stream = hub.StreamAsync(client, purpose, document, TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);

        var (id, answer) = await ReportAsync(stream, kind, PlantedPeople.Yunqiao3);

        var told = answer.GetProperty("data").GetProperty("eventReported");
        Assert.Equal((id, kind), (told.GetProperty("eventId").GetString(), told.GetProperty("kind").GetString()));
        Assert.Equal("990102001001-G07", told.GetProperty("place").GetProperty("grid").GetProperty("code").GetString());
        Assert.False(string.IsNullOrEmpty(told.GetProperty(about).GetString()));
        Assert.Empty(Withheld(answer));
    }

    [Fact]
    public async Task An_internal_event_of_another_region_tells_a_grid_worker_that_it_is_there_and_no_more()
    {
        var document = $$"""subscription { eventReported(kinds: [CITY_MANAGEMENT]) { {{Event}} ... on CityManagementEvent { category } } }""";
        await using var stream = hub.StreamAsync(Worker, "grid.task", document, TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var before = hub.Log().Count;

        var (id, answer) = await ReportAsync(stream, "CITY_MANAGEMENT", PlantedPeople.Yunqiao3);

        var told = answer.GetProperty("data").GetProperty("eventReported");
        Assert.Equal(id, told.GetProperty("eventId").GetString());
        Assert.Equal(JsonValueKind.Null, told.GetProperty("place").ValueKind);
        Assert.Contains("CityManagementEvent.category OUTSIDE_JURISDICTION", Withheld(answer));
        Assert.DoesNotContain("CityManagementEvent.category", hub.Log().Skip(before).SelectMany(Fields));
        Assert.DoesNotContain("云桥", answer.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("housing-mediator", "dispute.mediation", "DISPUTE", "DisputeEvent.occurredAt NOT_PERMITTED")]
    [InlineData("market-regulation-inspector", "inspection.planning", "DISPUTE", "DisputeEvent.occurredAt NOT_PERMITTED")]
    public async Task Of_personal_events_whose_time_is_closed_to_her_nobody_hears_and_the_grid_centre_is_not_asked(
        string client, string purpose, string kind, string why)
    {
        var document = $$"""subscription { eventReported(kinds: [{{kind}}]) { {{Event}} } }""";
        var subscriptions = Subscriptions();
        var answers = new List<JsonElement>();
        await foreach (var told in hub.StreamAsync(client, purpose, document, TestContext.Current.CancellationToken))
        {
            answers.Add(told);
        }

        var answer = Assert.Single(answers);
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").GetProperty("eventReported").ValueKind);
        Assert.Contains(why, Withheld(answer));
        Assert.Equal(subscriptions, Subscriptions());
    }

    [Fact]
    public async Task An_event_at_the_door_of_a_protected_person_names_nobody()
    {
        var door = PlantedPeople.Households.Single(household => household.Members.Contains(PlantedPeople.ChenAilian)).AddressCode;
        var document = $$"""
            subscription { eventReported(kinds: [DISPUTE]) { {{Event}} ... on DisputeEvent { parties { label person { pid name } contact { phone } } } } }
            """;
        await using var stream = hub.StreamAsync("grid-centre-mediator", "dispute.mediation", document, TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);

        var (_, answer) = await ReportAsync(stream, "DISPUTE", door);

        // A dispute that was just reported has no parties on file yet.
        Assert.Empty(answer.GetProperty("data").GetProperty("eventReported").GetProperty("parties").EnumerateArray());
        Assert.DoesNotContain(hub.City.Residents, resident =>
            answer.GetRawText().Contains(resident.CitizenNo, StringComparison.Ordinal) || answer.GetRawText().Contains(resident.Phone, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_grid_centre_filters_by_region_and_notes_each_subscription()
    {
        const string document = """subscription { eventReported(kinds: [HAZARD], regionCode: "990121") { eventId place { regionCode } } }""";
        await using var stream = hub.StreamAsync("market-regulation-inspector", "inspection.planning", document, TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var subscriptions = Subscriptions();

        var next = stream.MoveNextAsync();
        await Eventually(() => Subscriptions() > subscriptions);
        hub.Sources.Report("HAZARD", PlantedPeople.Yunqiao3);
        var inRegion = hub.Sources.Report("HAZARD", "990121001001-0001");
        Assert.True(await next);

        Assert.Equal(inRegion, stream.Current.GetProperty("data").GetProperty("eventReported").GetProperty("eventId").GetString());
        var line = hub.Log().Last(line => Fields(line).Contains("Subscription.eventReported"));
        Assert.Contains(hub.Records, record => record.AccessId == line.GetProperty("accessId").GetString() && record.Disclosures.Count == 0);
    }

    [Fact]
    public async Task Forty_listeners_hear_the_same_events_in_the_same_order_each_on_a_record_of_its_own()
    {
        const int Events = 5;
        const string Document = "subscription { eventReported(kinds: [HAZARD]) { eventId } }";
        var clients = new[] { ("market-regulation-inspector", "inspection.planning"), ("grid-centre-duty-officer", "emergency.rescue") };
        var subscriptions = Subscriptions();
        var listening = Enumerable.Range(0, 40).Select(listener => Task.Run(async () =>
        {
            var heard = new List<(string Event, string AccessId)>();
            var (client, purpose) = clients[listener % clients.Length];
            await foreach (var answer in hub.StreamAsync(client, purpose, Document, TestContext.Current.CancellationToken))
            {
                heard.Add((
                    answer.GetProperty("data").GetProperty("eventReported").GetProperty("eventId").GetString()!,
                    answer.GetProperty("extensions").GetProperty("exchange").GetProperty("accessId").GetString()!));
                if (heard.Count == Events)
                {
                    break;
                }
            }

            return heard;
        })).ToList();
        await Eventually(() => Subscriptions() == subscriptions + listening.Count);

        var reported = Enumerable.Range(0, Events).Select(_ => hub.Sources.Report("HAZARD", PlantedPeople.Yunqiao3)).ToList();
        var all = await Task.WhenAll(listening).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        Assert.All(all, heard => Assert.Equal(reported, heard.Select(each => each.Event)));
        var recorded = hub.Records.Select(record => record.AccessId).ToHashSet();
        Assert.Equal(all.Length * Events, all.SelectMany(heard => heard).Select(each => each.AccessId).Distinct().Count(recorded.Contains));
    }

    private async Task<(string Id, JsonElement Answer)> ReportAsync(IAsyncEnumerator<JsonElement> stream, string kind, string addressCode)
    {
        var subscriptions = Subscriptions();
        var next = stream.MoveNextAsync();
        await Eventually(() => Subscriptions() > subscriptions);
        var id = hub.Sources.Report(kind, addressCode);
        Assert.True(await next);
        return (id, stream.Current);
    }

    private int Subscriptions() => hub.Log().Count(line => Fields(line).Contains("Subscription.eventReported"));

    private static IEnumerable<string> Fields(JsonElement line) => line.GetProperty("fields").EnumerateArray().Select(field => field.GetString()!);

    private static string TypeOf(string kind) => kind switch
    {
        "HAZARD" => "HazardEvent",
        "DISPUTE" => "DisputeEvent",
        _ => "CityManagementEvent",
    };

    private static IReadOnlyList<string> Withheld(JsonElement answer) =>
    [
        .. answer.GetProperty("extensions").GetProperty("exchange").GetProperty("withheld").EnumerateArray()
            .Select(cells => $"{cells.GetProperty("coordinate").GetString()} {cells.GetProperty("reason").GetString()}"),
    ];

    private static async Task Eventually(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!holds())
        {
            await Task.Delay(10, patience.Token);
        }
    }
}
