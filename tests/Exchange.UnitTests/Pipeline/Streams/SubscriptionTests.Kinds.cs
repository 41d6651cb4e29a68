using Exchange.Policy;
using Exchange.Policy.Documents;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline.Streams;

/// <summary>Which kinds of event a stream tells of.</summary>
public sealed partial class SubscriptionTests
{
    [Fact]
    public async Task Of_a_personal_kind_whose_time_is_closed_nobody_is_told_that_anything_came_to_be()
    {
        var city = new PipelineCity();
        await using var stream = Open(city, "subscription { eventReported { eventId kind owner { code } } }");

        var answer = await ReportAsync(city, stream, "HazardEvent", PipelineCity.Hazard);

        Assert.Equal(
            ["CITY_MANAGEMENT", "HAZARD"],
            Assert.Single(city.Reports.Subscriptions).Arguments["kinds"].AsList().Select(kind => kind.AsString()).Order(StringComparer.Ordinal));
        Assert.Contains("DisputeEvent.occurredAt NOT_PERMITTED 0", answer.Withheld);
        Assert.Contains("PoliceCall.occurredAt NOT_PERMITTED 0", answer.Withheld);
        Assert.DoesNotContain(answer.Withheld, cell => cell.StartsWith("HazardEvent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_an_internal_kind_everybody_is_told_that_something_came_to_be_and_no_more()
    {
        var city = new PipelineCity();
        await using var stream = city.StreamAsync(
            "subscription { eventReported(kinds: [CITY_MANAGEMENT]) { eventId kind occurredAt status } }",
            request => AsInspector(request) with { Purpose = null },
            cancellation: Patience).GetAsyncEnumerator(Patience);

        var answer = await ReportAsync(city, stream, "CityManagementEvent", PipelineCity.Litter);

        Assert.Equal(
            $$$"""{"eventReported":{"eventId":"{{{PipelineCity.Litter}}}","kind":"CITY_MANAGEMENT","occurredAt":null,"status":null}}""", answer.Data);
        Assert.Equal(
            ["CityManagementEvent.occurredAt PURPOSE_REQUIRED 1", "CityManagementEvent.status PURPOSE_REQUIRED 1"],
            answer.Withheld.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("CityManagementEvent.occurredAt", city.Grids.Coordinates);
    }

    [Fact]
    public async Task Without_a_purpose_there_is_no_stream_of_a_personal_kind_and_no_department_hears_of_it()
    {
        var city = new PipelineCity();
        var answers = new List<PipelineAnswer>();
        await foreach (var answer in city.StreamAsync(
            "subscription { eventReported(kinds: [DISPUTE]) { eventId kind } }",
            request => AsInspector(request) with { Purpose = null },
            cancellation: Patience))
        {
            answers.Add(answer);
        }

        var only = Assert.Single(answers);
        Assert.Equal("""{"eventReported":null}""", only.Data);
        Assert.Contains("Subscription.eventReported PURPOSE_REQUIRED 1", only.Withheld);
        Assert.Contains("DisputeEvent.occurredAt PURPOSE_REQUIRED 0", only.Withheld);
        Assert.Empty(city.Reports.Subscriptions);
        Assert.Empty(city.Asked);
        Assert.Single(city.Log.Records);
    }

    [Fact]
    public async Task Of_a_kind_that_is_closed_while_the_stream_is_open_nothing_more_is_told_and_nobody_is_asked()
    {
        var city = new PipelineCity(WithDisputes());
        await using var stream = Open(city, "subscription { eventReported { eventId } }");
        Assert.Equal(PipelineCity.Dispute, City(await ReportAsync(city, stream, "DisputeEvent", PipelineCity.Dispute)));

        city.Current.Swap(city.Compile(DemoCity.Policies, "2"));
        var next = stream.MoveNextAsync();
        city.Reports.Report("DisputeEvent", PipelineCity.Dispute);
        city.Reports.Report("HazardEvent", PipelineCity.Hazard);
        Assert.True(await next);

        Assert.Equal(PipelineCity.Hazard, City(stream.Current));
        Assert.Equal(3, city.Log.Records.Count);
        Assert.Single(city.Grids.KeysFor("DisputeEvent.eventId"));
    }

    [Fact]
    public async Task What_is_open_in_ones_own_region_is_told_to_whoever_asks_for_that_region()
    {
        var city = new PipelineCity(WithDisputes(id: "gc-grid-city-management"));
        var answers = new List<PipelineAnswer>();
        await foreach (var answer in city.StreamAsync(
            "subscription { eventReported(kinds: [DISPUTE]) { eventId } }",
            request => request with { Token = "grid-centre-grid-worker", Purpose = "grid.task", CaseNumber = null },
            cancellation: Patience))
        {
            answers.Add(answer);
        }

        Assert.Equal(
            ["DisputeEvent.occurredAt OUTSIDE_JURISDICTION 0", "Subscription.eventReported OUTSIDE_JURISDICTION 1"],
            Assert.Single(answers).Withheld.Order(StringComparer.Ordinal));
        Assert.Empty(city.Reports.Subscriptions);
    }

    [Fact]
    public async Task A_filter_by_region_leaves_out_the_kinds_whose_place_is_closed()
    {
        var city = new PipelineCity();
        await using var all = Open(city, "subscription { eventReported { eventId } }");
        await ReportAsync(city, all, "CityManagementEvent", PipelineCity.Litter);

        await using var inRegion = Open(city, InRegion);
        var hazard = await ReportAsync(city, inRegion, "HazardEvent", PipelineCity.Hazard);

        Assert.Equal(PipelineCity.Hazard, City(hazard));
        Assert.Contains("CityManagementEvent.place NOT_PERMITTED 0", hazard.Withheld);
        Assert.Equal(["HAZARD"], city.Reports.Subscriptions[^1].Arguments["kinds"].AsList().Select(kind => kind.AsString()));
    }

    // The time of disputes is open too, to those of a rule and as it says.
    private static PolicySet WithDisputes(string id = "gc-inspection-hazard") => DemoCity.Policies with
    {
        Rules =
        [
            .. DemoCity.Policies.Rules,
            DemoCity.Policies.Rules.Single(rule => rule.Id == id) with
            {
                Id = "disputes", Opens = [new FieldLevel(new Coordinate("DisputeEvent.occurredAt"), 1)],
            },
        ],
    };
}
