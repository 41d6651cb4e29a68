using System.Globalization;
using System.Text.Json;
using Exchange.EndToEnd.Calls;
using Exchange.EndToEnd.Running;

namespace Exchange.EndToEnd.Scenarios;

/// <summary>Lists over several owners, from outside: events for an inspection, a grid worker's own region, places.</summary>
public sealed class ListTests(DemoCity city)
{
    private static readonly Under Inspection = new("inspection.planning");

    [Fact]
    public async Task An_inspector_pages_through_the_events_of_several_departments_in_order_and_without_a_gap()
    {
        var ids = new List<string>();
        var times = new List<DateTimeOffset>();
        string? cursor = null;
        for (var page = 0; page < 4; page++)
        {
            var answer = await AskAsync(cursor);
            foreach (var node in answer.At("events.nodes").EnumerateArray())
            {
                ids.Add(node.GetProperty("eventId").GetString()!);
                times.Add(DateTimeOffset.Parse(node.GetProperty("occurredAt").GetString()!, CultureInfo.InvariantCulture));
            }

            cursor = answer.At("events.pageInfo.endCursor").GetString();
        }

        Assert.Equal(200, ids.Distinct().Count());
        Assert.Equal(times.OrderDescending(), times);
        Assert.Equal(["grid-centre", "market-regulation"], ids.Select(id => id.Split(':')[0]).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_cursor_of_another_caller_or_with_a_changed_letter_is_refused()
    {
        var cursor = (await AskAsync(null)).At("events.pageInfo.endCursor").GetString()!;

        var changed = await AskAsync((cursor[0] == 'A' ? "B" : "A") + cursor[1..]);
        var foreign = await city.Hub.Client.AskAsync(
            Clients.GridWorker, $$"""{ events(first: 50, after: "{{cursor}}") { nodes { eventId } } }""", new Under("grid.task"));

        foreach (var answer in new[] { changed, foreign })
        {
            Assert.Equal("CURSOR_INVALID", answer.Root.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
            Assert.Equal(JsonValueKind.Null, answer.At("events").ValueKind);
        }
    }

    [Fact]
    public async Task A_grid_worker_lists_the_own_county_and_no_other_place_is_asked_for()
    {
        var answer = await city.Hub.Client.AskAsync(
            Clients.GridWorker,
            "{ events(first: 50) { nodes { eventId place { addressCode } } } }",
            new Under("grid.task"));

        var places = answer.At("events.nodes").EnumerateArray()
            .Select(node => node.GetProperty("place").GetProperty("addressCode").GetString()!).ToList();
        Assert.NotEmpty(places);
        Assert.All(places, place => Assert.StartsWith("990121", place, StringComparison.Ordinal));
        Assert.Contains(answer.Withheld, cells => cells is { Coordinate: "Query.events", Reason: "OUTSIDE_JURISDICTION", Paths: [] });
        Assert.Contains(answer.Withheld, cells => cells is { Coordinate: "HotlineCase.occurredAt", Reason: "NOT_PERMITTED" });
        Assert.DoesNotContain(city.Hub.Client.Sources.Of(answer.AccessId!), request => request.Department == "hotline");
    }

    [Fact]
    public async Task Places_are_listed_by_region_by_grid_and_by_text_and_two_departments_do_not_filter_one_list()
    {
        var answer = await city.Hub.Client.AskAsync(
            Clients.Inspector,
            """
            {
              county: places(regionCode: "990121", first: 3) { nodes { addressCode } pageInfo { hasNextPage } }
              grid: places(gridCode: "990102001001-G07", first: 100) { nodes { addressCode fullText } }
              text: places(text: "云桥里3栋") { nodes { fullText } }
              both: places(gridCode: "990102001001-G07", text: "云桥") { nodes { addressCode } }
              inside: grid(code: "990102001001-G07") { places(first: 100) { nodes { addressCode fullText } } }
              fire: place(addressCode: "990102001001-0003") { events(first: 1) { nodes { eventId place { addressCode } } } }
            }
            """,
            Inspection);

        Assert.All(answer.At("county.nodes").EnumerateArray(), node =>
            Assert.StartsWith("990121", node.GetProperty("addressCode").GetString(), StringComparison.Ordinal));
        Assert.True(answer.At("county.pageInfo.hasNextPage").GetBoolean());
        Assert.Equal(answer.At("grid.nodes").GetRawText(), answer.At("inside.places.nodes").GetRawText());
        Assert.Contains("990102001001-0003", answer.At("grid.nodes").GetRawText(), StringComparison.Ordinal);
        Assert.NotEqual(0, answer.At("text.nodes").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, answer.At("both").ValueKind);
        Assert.Equal("990102001001-0003", answer.At("fire.events.nodes")[0].GetProperty("place").GetProperty("addressCode").GetString());
    }

    [Fact]
    public async Task An_event_is_found_by_the_owner_in_its_id_where_something_of_it_is_open()
    {
        var listed = await city.Hub.Client.AskAsync(Clients.Inspector, "{ events(kinds: [HAZARD], first: 1) { nodes { eventId } } }", Inspection);
        var answer = await city.Hub.Client.AskAsync(
            Clients.Inspector,
            $$"""
            {
              there: event(eventId: "{{listed.At("events.nodes")[0].GetProperty("eventId").GetString()}}") { eventId kind owner { code } }
              closed: event(eventId: "grid-centre:DISP-2026-000001") { eventId kind owner { code } }
              gone: event(eventId: "grid-centre:DISP-2026-999999") { eventId }
            }
            """,
            Inspection);

        Assert.Equal("HAZARD", answer.At("there.kind").GetString());
        Assert.Equal("grid-centre", answer.At("there.owner.code").GetString());
        Assert.Equal(JsonValueKind.Null, answer.At("closed").ValueKind);
        Assert.Equal(JsonValueKind.Null, answer.At("gone").ValueKind);
    }

    private Task<Answer> AskAsync(string? after) => city.Hub.Client.AskAsync(
        Clients.Inspector,
        $$"""{ events(first: 50{{(after is null ? "" : $", after: \"{after}\"")}}) { nodes { eventId occurredAt } pageInfo { hasNextPage endCursor } } }""",
        Inspection);
}
