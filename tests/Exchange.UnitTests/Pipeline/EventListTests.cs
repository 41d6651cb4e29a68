using System.Text.Json;
using Exchange.Federation.Governed.Lists;
using Exchange.Federation.Governed.Planning;
using Exchange.Federation.Sources;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline;

/// <summary>Lists over several owners: their order, their pages, their holes and what their arguments read.</summary>
public sealed class EventListTests
{
    private const string Kinds = "kinds: [HAZARD, CONSUMER_COMPLAINT]";

    private readonly EventListCity _list = new();

    [Fact]
    public async Task The_owners_rows_are_merged_by_time_latest_first()
    {
        var answer = await _list.AskAsync($"{{ events({Kinds}, first: 5) {{ nodes {{ eventId }} pageInfo {{ hasNextPage hasPreviousPage }} }} }}");

        Assert.Equal(["HAZ-000001", "CC-000001", "HAZ-000002", "CC-000002", "HAZ-000003"], Short(answer));
        Assert.True(Page(answer).GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean());
        Assert.False(Page(answer).GetProperty("pageInfo").GetProperty("hasPreviousPage").GetBoolean());
        Assert.Empty(answer.Withheld);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task Pages_of_any_size_hold_every_row_once_and_in_order(int size)
    {
        var ids = new List<string>();
        string? after = null;
        JsonElement information;
        do
        {
            var answer = await _list.AskAsync(
                $"query($after: String) {{ events({Kinds}, first: {size}, after: $after) {{ nodes {{ eventId }} pageInfo {{ hasNextPage endCursor }} }} }}",
                variables: new { after });
            ids.AddRange(Short(answer));
            information = Page(answer).GetProperty("pageInfo");
            after = information.GetProperty("endCursor").GetString();
        }
        while (information.GetProperty("hasNextPage").GetBoolean());

        Assert.Equal(["HAZ-000001", "CC-000001", "HAZ-000002", "CC-000002", "HAZ-000003", "CC-000003", "HAZ-000004"], ids);
    }

    [Fact]
    public async Task Every_edge_has_a_cursor_from_which_the_list_goes_on()
    {
        var first = Page(await _list.AskAsync($"{{ events({Kinds}, first: 3) {{ edges {{ cursor node {{ eventId }} }} pageInfo {{ startCursor endCursor }} }} }}"));
        var edges = first.GetProperty("edges").EnumerateArray().ToList();
        Assert.Equal(edges[0].GetProperty("cursor").GetString(), first.GetProperty("pageInfo").GetProperty("startCursor").GetString());
        Assert.Equal(edges[2].GetProperty("cursor").GetString(), first.GetProperty("pageInfo").GetProperty("endCursor").GetString());

        var next = await _list.AskAsync($"{{ events({Kinds}, first: 2, after: \"{edges[0].GetProperty("cursor").GetString()}\") {{ nodes {{ eventId }} }} }}");

        Assert.Equal(["CC-000001", "HAZ-000002"], Short(next));
    }

    [Fact]
    public async Task A_dead_owner_is_a_named_hole_and_its_rows_come_when_it_is_back()
    {
        _list.Market.IsDead = true;
        const string List = "query($after: String) { events(kinds: [HAZARD, CONSUMER_COMPLAINT], first: 2, after: $after) { nodes { eventId } pageInfo { endCursor } } }";

        var holed = await _list.AskAsync(List);

        Assert.Equal(["HAZ-000001", "HAZ-000002"], Short(holed));
        Assert.Equal(["Query.events SOURCE_UNAVAILABLE 1"], holed.Withheld);
        _list.Market.IsDead = false;
        var after = Page(holed).GetProperty("pageInfo").GetProperty("endCursor").GetString();
        var back = await _list.AskAsync(List, variables: new { after });
        Assert.Equal(["CC-000001", "CC-000002"], Short(back));
        Assert.Empty(back.Withheld);
    }

    [Fact]
    public async Task An_owner_that_lists_its_rows_and_does_not_give_them_is_a_hole_too_and_nothing_is_passed_over()
    {
        _list.GivesNoComplaint = true;
        const string List = "query($after: String) { events(kinds: [HAZARD, CONSUMER_COMPLAINT], first: 2, after: $after) { nodes { eventId kind } pageInfo { endCursor } } }";

        var holed = await _list.AskAsync(List);

        Assert.Equal(["HAZ-000001", "HAZ-000002"], Short(holed));
        Assert.Equal(["Query.events SOURCE_UNAVAILABLE 1"], holed.Withheld);
        _list.GivesNoComplaint = false;
        var back = await _list.AskAsync(List, variables: new { after = Page(holed).GetProperty("pageInfo").GetProperty("endCursor").GetString() });
        Assert.Equal(["CC-000001", "CC-000002"], Short(back));
    }

    [Fact]
    public async Task A_plan_says_which_kinds_are_listed_and_what_is_asked_of_their_rows()
    {
        await _list.AskAsync("{ events(kinds: [CITY_MANAGEMENT]) { nodes { eventId occurredAt } } }", EventListCity.Worker);

        var plan = PlanPrinter.Print(_list.City.Snapshot.Caches.Planned.Single().Value);

        Assert.StartsWith("events: list Query.events [full]\n  list events by occurredAt: ", plan, StringComparison.Ordinal);
        Assert.Contains("CityManagementEvent (OwnRegion)", plan, StringComparison.Ordinal);
        Assert.Contains("HazardEvent (Closed)", plan, StringComparison.Ordinal);
        Assert.Contains("closed HazardEvent.occurredAt", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_every_owner_is_dead_there_is_no_list()
    {
        (_list.Market.IsDead, _list.Grid.IsDead) = (true, true);

        var answer = await _list.AskAsync($"{{ events({Kinds}) {{ nodes {{ eventId }} }} }}");

        Assert.Equal("""{"events":null}""", answer.Data);
        Assert.Equal(["Query.events SOURCE_UNAVAILABLE 1", "Query.events SOURCE_UNAVAILABLE 1"], answer.Withheld);
    }

    [Fact]
    public async Task A_kind_whose_time_is_closed_is_not_in_the_list_and_is_named_without_a_count()
    {
        var answer = await _list.AskAsync("{ events { nodes { eventId } } }");

        Assert.DoesNotContain(PipelineCity.Dispute, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(PipelineCity.Litter, answer.Text, StringComparison.Ordinal);
        Assert.Contains("DisputeEvent.occurredAt NOT_PERMITTED 0", answer.Withheld);
        Assert.Contains("PoliceCall.occurredAt NOT_PERMITTED 0", answer.Withheld);
        Assert.All(_list.Grid.Requests, request => Assert.Equal(["HazardEvent"], request.Types));
    }

    [Fact]
    public async Task A_list_of_closed_kinds_alone_is_null_and_nobody_is_asked()
    {
        var answer = await _list.AskAsync("{ events(kinds: [DISPUTE]) { nodes { eventId } } }");

        Assert.Equal("""{"events":null}""", answer.Data);
        Assert.Equal(["DisputeEvent.occurredAt NOT_PERMITTED 0"], answer.Withheld);
        Assert.Empty(_list.Grid.Requests);
    }

    [Fact]
    public async Task A_rule_for_ones_own_region_narrows_the_list_before_anything_is_fetched()
    {
        var answer = await _list.AskAsync("{ events(kinds: [CITY_MANAGEMENT]) { nodes { eventId occurredAt } } }", EventListCity.Worker);

        Assert.Equal(["CM-000002"], Short(answer));
        Assert.Equal(["Query.events OUTSIDE_JURISDICTION 0"], answer.Withheld);
        var region = Assert.Single(Assert.Single(_list.Grid.Requests).Filters, filter => filter.Match == ListMatch.StartsWith);
        Assert.Equal("990121", region.Value.AsString());
        Assert.DoesNotContain(PipelineCity.Litter, _list.City.Grids.Log(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_region_within_ones_own_is_asked_for_as_it_is_and_another_is_refused()
    {
        var own = await _list.AskAsync("{ events(kinds: [CITY_MANAGEMENT], regionCode: \"990121001\") { nodes { eventId } } }", EventListCity.Worker);
        var other = await _list.AskAsync("{ events(kinds: [CITY_MANAGEMENT], regionCode: \"990102\") { nodes { eventId } } }", EventListCity.Worker);

        Assert.Equal(["CM-000002"], Short(own));
        Assert.Empty(own.Withheld);
        Assert.Equal(["CityManagementEvent.occurredAt OUTSIDE_JURISDICTION 0"], other.Withheld);
        Assert.Single(_list.Grid.Requests);
    }

    [Fact]
    public async Task Filters_of_place_and_time_go_to_the_owners()
    {
        var answer = await _list.AskAsync(
            $"{{ events({Kinds}, addressCode: \"{PipelineCity.Yunqiao}\", since: \"2026-11-01T11:00:00Z\", until: \"2026-11-01T11:30:00Z\") {{ nodes {{ eventId }} }} }}");

        Assert.Equal(["CC-000002", "HAZ-000003", "CC-000003"], Short(answer));
    }

    [Theory]
    [InlineData("kinds: [HAZARD]", EventListCity.Inspector, "other filters")]
    [InlineData("kinds: [HAZARD, CONSUMER_COMPLAINT]", EventListCity.Worker, "another caller")]
    public async Task A_cursor_serves_one_caller_and_one_list(string filters, string token, string other)
    {
        var cursor = await CursorAsync();

        var answer = await _list.AskAsync($"{{ events({filters}, after: \"{cursor}\") {{ nodes {{ eventId }} }} }}", token);

        Assert.True(answer.Codes is ["CURSOR_INVALID"], other);
        Assert.Equal("""{"events":null}""", answer.Data);
    }

    [Fact]
    public async Task A_cursor_that_was_changed_anywhere_opens_nothing()
    {
        var cursor = await CursorAsync();
        for (var i = 0; i < cursor.Length; i += 7)
        {
            var changed = cursor[..i] + (cursor[i] == 'A' ? 'B' : 'A') + cursor[(i + 1)..];
            var answer = await _list.AskAsync($"{{ events({Kinds}, after: \"{changed}\") {{ nodes {{ eventId }} }} }}");
            Assert.True(answer.Codes is ["CURSOR_INVALID"], $"character {i}");
        }
    }

    [Fact]
    public async Task A_cursor_tells_nothing_of_where_the_list_stands() =>
        Assert.DoesNotContain("HAZ", System.Text.Encoding.Latin1.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(await CursorAsync())), StringComparison.Ordinal);

    [Theory]
    [InlineData("first: 101", "LIMIT_EXCEEDED")]
    [InlineData("first: -1", "BAD_USER_INPUT")]
    [InlineData("kinds: []", "BAD_USER_INPUT")]
    [InlineData("after: \"no cursor\"", "CURSOR_INVALID")]
    public async Task Wrong_arguments_are_errors_with_codes(string arguments, string code)
    {
        var answer = await _list.AskAsync($"{{ events({arguments}) {{ nodes {{ eventId }} }} }}");

        Assert.Equal([code], answer.Codes);
        Assert.Empty(_list.Grid.Requests);
    }

    [Fact]
    public async Task Rows_out_of_order_or_of_another_kind_make_the_owner_a_hole()
    {
        _list.Grid.Lie = new ListAnswer([new ListRow("DisputeEvent", PipelineCity.Dispute, DateTimeOffset.UnixEpoch, "p")], false, null);
        var foreign = await _list.AskAsync($"{{ events({Kinds}) {{ nodes {{ eventId }} }} }}");
        _list.Grid.Lie = new ListAnswer(
            [Row(2), Row(1)], false, null);
        var unordered = await _list.AskAsync($"{{ events({Kinds}) {{ nodes {{ eventId }} }} }}");

        Assert.Equal(["CC-000001", "CC-000002", "CC-000003"], Short(foreign));
        Assert.Equal(["Query.events INVALID_SOURCE_DATA 1"], foreign.Withheld);
        Assert.Equal(["Query.events INVALID_SOURCE_DATA 1"], unordered.Withheld);

        static ListRow Row(int number)
        {
            var hazard = EventListCity.Hazard(number, number * 10);
            return new ListRow(hazard.Type, hazard.Key, hazard.At, hazard.Key);
        }
    }

    [Fact]
    public async Task A_row_whose_record_is_gone_leaves_its_place_to_the_next()
    {
        _list.Grid.Rows.Add(EventListCity.Hazard(9, minutesAgo: 15));

        var answer = await _list.AskAsync($"{{ events({Kinds}, first: 3) {{ nodes {{ eventId status }} }} }}");

        Assert.Equal(["HAZ-000001", "CC-000001", "HAZ-000002"], Short(answer));
    }

    [Fact]
    public async Task More_pages_than_one_operation_may_read_are_refused_by_name()
    {
        var list = new EventListCity(new ListLimits { Lists = 2 });
        var pages = string.Join(' ', Enumerable.Range(0, 3).Select(number => $"e{number}: events({Kinds}, first: 1) {{ pageInfo {{ hasNextPage }} }}"));

        var answer = await list.AskAsync($"{{ {pages} }}");

        Assert.Equal(["LIMIT_EXCEEDED"], answer.Codes);
        Assert.Equal("lists", answer.Error.GetProperty("extensions").GetProperty("limit").GetString());
    }

    [Fact]
    public async Task A_list_is_on_record_with_the_departments_that_were_asked_and_what_they_were_asked_for()
    {
        var answer = await _list.AskAsync($"{{ events({Kinds}, regionCode: \"9901\") {{ nodes {{ eventId status }} }} }}");

        var record = Assert.Single(_list.City.Log.Records);
        Assert.Contains(record.Disclosures.SelectMany(group => group.Cells), cell => cell.Coordinate == "Query.events");
        Assert.Contains(record.Disclosures.SelectMany(group => group.Cells), cell => cell is { Coordinate: "HazardEvent.status", Records: 4 });
        Assert.Equal(["grid-centre", "market-regulation"], record.Sources.Select(source => source.Department).Order(StringComparer.Ordinal));
        Assert.Contains("HazardEvent.occurredAt", answer.Text, StringComparison.Ordinal);
        Assert.Contains("HazardEvent.place", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_events_at_a_place_are_those_whose_place_is_open()
    {
        var answer = await _list.AskAsync(
            $"{{ place(addressCode: \"{PipelineCity.Yunqiao}\") {{ events(first: 2) {{ nodes {{ eventId }} pageInfo {{ hasNextPage }} }} }} }}");

        var page = JsonDocument.Parse(answer.Data).RootElement.GetProperty("place").GetProperty("events");
        Assert.Equal(["grid-centre:HAZ-000001", "market-regulation:CC-000001"], EventListCity.Ids(page));
        Assert.Contains("DisputeEvent.occurredAt NOT_PERMITTED 0", answer.Withheld);
        Assert.Equal(PipelineCity.Yunqiao, Assert.Single(_list.Market.Requests[0].Filters, filter => filter.Match == ListMatch.Is).Value.AsString());
    }

    [Fact]
    public async Task An_event_is_asked_of_the_owner_that_its_id_carries_and_of_nobody_else()
    {
        var answer = await _list.AskAsync("{ event(eventId: \"grid-centre:HAZ-000002\") { eventId kind ... on HazardEvent { status } } }");

        Assert.Equal("""{"event":{"eventId":"grid-centre:HAZ-000002","kind":"HAZARD","status":"open"}}""", answer.Data);
        Assert.Empty(_list.Complaints.Requests);
        Assert.Equal(["grid-centre"], answer.Sources);
    }

    [Theory]
    [InlineData("grid-centre:HAZ-999999")]
    [InlineData("nowhere:HAZ-000002")]
    [InlineData("HAZ-000002")]
    public async Task An_event_that_nobody_has_is_null(string id) =>
        Assert.Equal("""{"event":null}""", (await _list.AskAsync($"{{ event(eventId: \"{id}\") {{ eventId }} }}")).Data);

    private async Task<string> CursorAsync() =>
        Page(await _list.AskAsync($"{{ events({Kinds}, first: 2) {{ pageInfo {{ endCursor }} }} }}")).GetProperty("pageInfo").GetProperty("endCursor").GetString()!;

    private static JsonElement Page(PipelineAnswer answer) => JsonDocument.Parse(answer.Data).RootElement.GetProperty("events");

    private static IReadOnlyList<string> Short(PipelineAnswer answer) => [.. EventListCity.Ids(Page(answer)).Select(id => id.Split(':')[1])];
}
