using System.Text.Json;
using Exchange.EndToEnd.Calls;
using Exchange.EndToEnd.Running;

namespace Exchange.EndToEnd.Scenarios;

/// <summary>Scenario S9 and rows N5, N6 and N11: grids, the visits in them, and what is reported in the city.</summary>
public sealed class GridTests(DemoCity city)
{
    private const string Planted = "990102001001-G07";
    private static readonly Under Task = new("grid.task");

    [Fact]
    public async Task A_grid_worker_of_the_county_finds_the_own_tasks_with_surname_and_contact()
    {
        const string Tasks = "visitTasks { date kind person { name visitContact { phone } citizenNo heatRisk lowIncome { isRecipient } } }";
        var seen = 0;
        foreach (var community in new[] { "990121001001", "990121001002", "990121002001", "990121002002", "990121003001" })
        {
            var grids = string.Join(' ', Enumerable.Range(1, 7).Select(number => $$"""g{{number}}: grid(code: "{{community}}-G0{{number}}") { {{Tasks}} }"""));
            var answer = await city.Hub.Client.AskAsync(Clients.GridWorker, "{ " + grids + " }", Task);
            foreach (var grid in answer.Data.EnumerateObject())
            {
                foreach (var person in grid.Value.GetProperty("visitTasks").EnumerateArray().Select(task => task.GetProperty("person"))
                    .Where(person => person.ValueKind != JsonValueKind.Null))
                {
                    seen++;
                    Assert.EndsWith("**", person.GetProperty("name").GetString(), StringComparison.Ordinal);
                    Assert.StartsWith("129", person.GetProperty("visitContact").GetProperty("phone").GetString(), StringComparison.Ordinal);
                    Assert.Equal(JsonValueKind.Null, person.GetProperty("citizenNo").ValueKind);
                    Assert.Equal(JsonValueKind.Null, person.GetProperty("heatRisk").ValueKind);
                }
            }
        }

        Assert.True(seen > 0, "No grid of the county has a visit.");
    }

    [Fact]
    public async Task Another_countys_grid_has_no_tasks_for_the_grid_worker()
    {
        var answer = await city.Hub.Client.AskAsync(
            Clients.GridWorker, $$"""{ grid(code: "{{Planted}}") { name visitTasks { date person { name } } } }""", Task);

        Assert.NotEqual(JsonValueKind.Null, answer.At("grid.name").ValueKind);
        Assert.Contains(answer.Withheld, cells => cells is { Coordinate: "Grid.visitTasks.date", Reason: "OUTSIDE_JURISDICTION" });
        Assert.DoesNotContain(
            city.Hub.Client.Sources.Of(answer.AccessId!).SelectMany(request => request.Fields),
            field => field.StartsWith("Grid.visitTasks", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hotline_agent_finds_the_worker_of_a_grid()
    {
        var answer = await city.Hub.Client.AskAsync(
            Clients.HotlineAgent, $$"""{ grid(code: "{{Planted}}") { worker { displayName dutyPhone } } }""", new Under("hotline.routing"));

        Assert.StartsWith("129", answer.At("grid.worker.dutyPhone").GetString(), StringComparison.Ordinal);
        Assert.Empty(answer.Withheld);
    }

    [Fact]
    public async Task A_doctor_sees_the_visits_to_who_consents_down_to_the_street()
    {
        var answer = await city.Hub.Client.AskAsync(
            Clients.CommunityDoctor,
            $$"""{ person(citizenNo: "{{People.LiJianguo}}") { visitTasks { date kind done place { streetCode communityCode fullText addressCode } } } }""",
            Clients.Heat);

        var place = answer.At("person.visitTasks")[0].GetProperty("place");
        Assert.Equal("990102001", place.GetProperty("streetCode").GetString());
        Assert.Equal(JsonValueKind.Null, place.GetProperty("communityCode").ValueKind);
        Assert.Equal(JsonValueKind.Null, place.GetProperty("addressCode").ValueKind);
        Assert.EndsWith("街道", place.GetProperty("fullText").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_reach_an_inspector_by_themselves_each_on_a_record_of_its_own()
    {
        var events = await city.Hub.Client.SubscribeAsync(
            Clients.Inspector,
            "subscription { eventReported(kinds: [HAZARD]) { eventId ... on HazardEvent { hazardKind place { fullText } } } }",
            new Under("inspection.planning"),
            count: 3);

        Assert.Equal(3, events.Count);
        Assert.All(events, told => Assert.NotEqual(
            JsonValueKind.Null, told.GetProperty("data").GetProperty("eventReported").GetProperty("hazardKind").ValueKind));
        Assert.Equal(3, events.Select(told => told.GetProperty("extensions").GetProperty("exchange").GetProperty("accessId").GetString()).Distinct().Count());
    }
}
