using Exchange.Adapters;
using Exchange.Adapters.Http;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.IntegrationTests.Adapters;

/// <summary>What every list has to do, whatever the technology of its department.</summary>
public sealed class ListSourceTests(DemoSourcesFixture demo) : IClassFixture<DemoSourcesFixture>
{
    public static TheoryData<string, string> Lists => new()
    {
        { "housing", "RepairFundEvent" }, { "market-regulation", "ConsumerComplaint" }, { "hotline", "HotlineCase" }, { "grid-centre", "HazardEvent" },
        { "social-security", "LabourDispute" }, { "health", "OutbreakArea" },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Pages_hold_every_row_once_the_latest_first(string department, string type)
    {
        var source = Source(department);
        var rows = new List<ListRow>();
        ListAnswer answer;
        do
        {
            answer = await source.ListAsync(Request(type, rows.Count == 0 ? null : rows[^1].Position, 97), TestContext.Current.CancellationToken);
            rows.AddRange(answer.Rows);
        }
        while (answer.HasMore);

        var expected = demo.City.Events.Where(told => told.Type == type)
            .OrderByDescending(told => told.OccurredAt).ThenBy(told => told.EventId, StringComparer.Ordinal).ToList();
        Assert.Equal(expected.Select(told => told.EventId), rows.Select(row => row.Key));
        Assert.Equal(expected.Select(told => told.OccurredAt), rows.Select(row => row.Sort!.Value));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Region_place_and_time_are_filtered_by_the_department(string department, string type)
    {
        var some = demo.City.Events.Where(told => told.Type == type).MaxBy(told => told.OccurredAt)!;
        var since = some.OccurredAt.AddDays(-60);
        var source = Source(department);

        var ofRegion = await Keys(source, type, new ListFilter("regionCode", "place", ListMatch.StartsWith, Datum.From("990121")));
        var ofPlace = await Keys(source, type, new ListFilter("addressCode", "place", ListMatch.Is, Datum.From(some.AddressCode)));
        var ofTime = await Keys(
            source,
            type,
            new ListFilter("since", "occurredAt", ListMatch.From, Datum.From(since.ToString("O"))),
            new ListFilter("until", "occurredAt", ListMatch.Before, Datum.From(some.OccurredAt.ToString("O"))));

        Same(type, told => told.AddressCode.StartsWith("990121", StringComparison.Ordinal), ofRegion);
        Same(type, told => told.AddressCode == some.AddressCode, ofPlace);
        Same(type, told => told.OccurredAt >= since && told.OccurredAt < some.OccurredAt, ofTime);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task The_departments_log_names_what_the_list_read_and_no_key(string department, string type)
    {
        var access = $"list-{department}";

        await Source(department).ListAsync(Request(type, null, 3) with { AccessId = access }, TestContext.Current.CancellationToken);

        var line = Assert.Single(demo.LogOf(department, access));
        Assert.Contains($"{type}.occurredAt", line.GetProperty("fields").EnumerateArray().Select(field => field.GetString()));
        Assert.Equal(0, line.GetProperty("keys").GetInt32());
    }

    [Fact]
    public async Task Places_are_listed_by_code_and_found_by_their_text()
    {
        var request = new ListRequest
        {
            AccessId = "places",
            Field = "places",
            Types = ["Place"],
            KeyField = "addressCode",
            Filters = [new ListFilter("text", "fullText", ListMatch.Contains, Datum.From("云桥里3栋"))],
            Limit = 1_000,
        };

        var answer = await Source("public-security").ListAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(
            demo.City.Addresses.Where(address => address.FullText.Contains("云桥里3栋", StringComparison.Ordinal)).Select(address => address.Code)
                .Order(StringComparer.Ordinal),
            answer.Rows.Select(row => row.Key));
        Assert.All(answer.Rows, row => Assert.Null(row.Sort));
    }

    [Theory]
    [InlineData("100%")]
    [InlineData("a_b")]
    [InlineData("\\")]
    [InlineData("' OR '1'='1")]
    public async Task Text_that_a_database_could_misread_finds_nothing(string text)
    {
        var request = new ListRequest
        {
            AccessId = "places",
            Field = "places",
            Types = ["Place"],
            KeyField = "addressCode",
            Filters = [new ListFilter("text", "fullText", ListMatch.Contains, Datum.From(text))],
            Limit = 10,
        };

        Assert.Empty((await Source("public-security").ListAsync(request, TestContext.Current.CancellationToken)).Rows);
    }

    [Theory]
    [InlineData("housing")]
    [InlineData("hotline")]
    [InlineData("social-security")]
    public async Task A_position_that_is_none_and_a_type_that_is_not_there_are_faults(string department)
    {
        var type = Lists.Single(list => list.Data.Item1 == department).Data.Item2;

        await Assert.ThrowsAsync<SourceException>(async () =>
            await Source(department).ListAsync(Request(type, "yesterday|1", 1), TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<SourceException>(async () =>
            await Source(department).ListAsync(Request("PoliceCall", null, 1), TestContext.Current.CancellationToken));
    }

    private static ListRequest Request(string type, string? after, int limit, params ListFilter[] filters) => new()
    {
        AccessId = "access-1",
        Field = "events",
        Types = [type],
        KeyField = "eventId",
        SortField = "occurredAt",
        Filters = type == "HazardEvent"
            ? [.. filters, new ListFilter("kinds", "kind", ListMatch.Kind, Datum.From([Datum.FromEnum("HAZARD")]))]
            : filters,
        After = after,
        Limit = limit,
    };

    private static async Task<IReadOnlyList<string>> Keys(IListSource source, string type, params ListFilter[] filters) =>
        [.. (await source.ListAsync(Request(type, null, 1_000, filters), TestContext.Current.CancellationToken)).Rows.Select(row => row.Key)];

    private void Same(string type, Func<Exchange.Demo.Generation.PastEvent, bool> passes, IReadOnlyList<string> found)
    {
        var expected = demo.City.Events.Where(told => told.Type == type && passes(told)).Select(told => told.EventId).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(expected);
        Assert.True(expected.Count > 1_000 ? found.All(expected.Contains) : expected.SetEquals(found));
    }

    private IListSource Source(string department) => demo.Sources.Observe(new SourceFactory(DepartmentHttpClient.Create(), TimeProvider.System)
        .CreateLists(SchemasFolder.Source(department), demo.Sources.Endpoints[department])!);
}
