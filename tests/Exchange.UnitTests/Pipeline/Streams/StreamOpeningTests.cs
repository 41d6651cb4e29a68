using System.Text.Json;
using Exchange.Audit.Records;
using Exchange.GraphQL.Values;
using Exchange.Pipeline;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline.Streams;

/// <summary>What may open a stream, and what is left of one that could not be opened.</summary>
public sealed class StreamOpeningTests
{
    private const string Hazards = "subscription { eventReported(kinds: [HAZARD]) { eventId } }";
    private const string Parts = """
        subscription Told { told: eventReported { ...Outline } }
        query Me { me { client } }
        fragment Outline on Event { type: __typename id: eventId ...Of ... on HazardEvent { what: hazardKind again: hazardKind } }
        fragment Of on DisputeEvent { subject }
        """;

    private static CancellationToken Patience => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    [Theory]
    [InlineData("subscription($region: RegionCode!) { eventReported(regionCode: $region) { eventId } }", "{}", null)]
    [InlineData("subscription($region: RegionCode) { eventReported(regionCode: $region) { eventId } }", """{"region":"somewhere"}""", null)]
    [InlineData("subscription($kinds: [EventKind!]) { eventReported(kinds: $kinds) { eventId } }", """{"kinds":["HAZARD","NONE"]}""", null)]
    [InlineData("subscription($kinds: [EventKind!]) { eventReported(kinds: $kinds) { eventId } }", """{"kinds":[null]}""", null)]
    [InlineData("subscription($kinds: [EventKind!]) { eventReported(kinds: $kinds) { eventId } }", """{"kinds":[]}""", null)]
    [InlineData(Parts, "{}", null)]
    [InlineData(Parts, "{}", "Other")]
    [InlineData("subscription { __typename }", "{}", null)]
    [InlineData("subscription($no: Boolean!) { eventReported @skip(if: $no) { eventId } }", """{"no":false}""", null)]
    [InlineData("subscription { ...F } fragment F on Subscription { eventReported { eventId } other: eventReported { eventId } }", "{}", null)]
    [InlineData("mutation { eventReported { eventId } }", "{}", null)]
    public async Task What_is_wrong_is_refused_on_the_record_and_no_department_hears_of_it(string document, string variables, string? operation)
    {
        var city = new PipelineCity();

        var answer = Assert.Single(await AllAsync(city, document, request => request with
        {
            OperationName = operation,
            Variables = DatumReader.Read(JsonSerializer.SerializeToUtf8Bytes(JsonDocument.Parse(variables))).AsObject(),
        }));

        Assert.Equal(AnswerKind.RequestError, answer.Kind);
        Assert.False(answer.HasData);
        Assert.Equal(AccessOutcome.Refused, Assert.Single(city.Log.Records).Outcome);
        Assert.Empty(city.Reports.Subscriptions);
        Assert.Empty(city.Faults);
    }

    [Fact]
    public async Task Aliases_and_fragments_mean_in_an_event_what_they_mean_in_a_query()
    {
        var city = new PipelineCity();
        await using var stream = Open(city, Parts, request => request with { OperationName = "Told" });

        var hazard = await ReportAsync(city, stream, "HazardEvent", PipelineCity.Hazard);
        var query = Assert.Single(await AllAsync(city, Parts, request => request with { OperationName = "Me" }));

        Assert.Equal(
            $$$"""{"told":{"type":"HazardEvent","id":"{{{PipelineCity.Hazard}}}","what":"gas","again":"gas"}}""", hazard.Data);
        Assert.Equal("""{"me":{"client":"market-regulation-inspector"}}""", query.Data);
    }

    [Fact]
    public async Task A_fault_while_the_document_is_looked_up_is_an_answer_on_the_record()
    {
        var city = new PipelineCity(change: parts => parts with { RegisteredDocument = (_, _) => throw new IOException("secret") });

        var answer = Assert.Single(await AllAsync(city, "", request => request with { Document = default, DocumentId = "abc" }));

        Assert.Equal(AnswerKind.Failed, answer.Kind);
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
        Assert.Equal((AccessOutcome.Failed, answer.AccessId), (Assert.Single(city.Log.Records).Outcome, city.Log.Records[0].AccessId));
        Assert.IsType<IOException>(Assert.Single(city.Faults));
    }

    [Fact]
    public async Task A_stream_whose_opening_cannot_be_recorded_is_closed_again_and_its_place_is_free()
    {
        var city = new PipelineCity(streams: new StreamLimits { PerClient = 1 });
        city.Log.IsDown = true;

        var answer = Assert.Single(await AllAsync(city, Hazards));

        Assert.Equal((AnswerKind.AuditUnavailable, 0), (answer.Kind, city.Log.Records.Count));
        Assert.Equal(0, city.Reports.Open);
        city.Log.IsDown = false;
        await using var stream = Open(city, Hazards);
        Assert.Equal(AnswerKind.Executed, (await ReportAsync(city, stream, "HazardEvent", PipelineCity.Hazard)).Kind);
    }

    [Theory]
    [InlineData("990121", "CITY_MANAGEMENT")]
    [InlineData("990121001", "CITY_MANAGEMENT")]
    public async Task A_filter_by_a_region_within_ones_own_needs_no_more_than_that_ones_own_is_open(string region, string kind)
    {
        var city = new PipelineCity();
        using var leaving = new CancellationTokenSource();
        await using var stream = city.StreamAsync(InRegion(region, kind), AsGridWorker, cancellation: leaving.Token).GetAsyncEnumerator(leaving.Token);

        var next = stream.MoveNextAsync().AsTask();
        var patience = Patience;
        while (city.Reports.Open == 0)
        {
            await Task.Delay(1, patience);
        }

        Assert.Equal(region, Assert.Single(city.Reports.Subscriptions).Arguments["regionCode"].AsString());
        await leaving.CancelAsync();
        Assert.False(await next);
    }

    [Theory]
    [InlineData("990102", "CITY_MANAGEMENT", "OUTSIDE_JURISDICTION")]
    [InlineData("9901", "CITY_MANAGEMENT", "OUTSIDE_JURISDICTION")]
    [InlineData("990121", "DISPUTE", "NOT_PERMITTED")]
    public async Task A_filter_by_another_region_or_by_a_place_that_no_rule_opens_is_refused(string region, string kind, string reason)
    {
        var city = new PipelineCity();
        var answers = new List<PipelineAnswer>();
        await foreach (var answer in city.StreamAsync(InRegion(region, kind), AsGridWorker, cancellation: Patience))
        {
            answers.Add(answer);
        }

        Assert.Contains($"Subscription.eventReported {reason} 1", Assert.Single(answers).Withheld);
        Assert.Empty(city.Reports.Subscriptions);
    }

    private static string InRegion(string region, string kind) =>
        $"subscription {{ eventReported(kinds: [{kind}], regionCode: \"{region}\") {{ eventId }} }}";

    private static HubRequest AsGridWorker(HubRequest request) =>
        request with { Token = "grid-centre-grid-worker", Purpose = "grid.task", CaseNumber = null };

    private static HubRequest AsInspector(HubRequest request) =>
        request with { Token = "market-regulation-inspector", Purpose = "inspection.planning", CaseNumber = null };

    private static IAsyncEnumerator<PipelineAnswer> Open(PipelineCity city, string document, Func<HubRequest, HubRequest>? change = null) =>
        city.StreamAsync(document, request => AsInspector(change?.Invoke(request) ?? request), cancellation: Patience).GetAsyncEnumerator(Patience);

    private static async Task<List<PipelineAnswer>> AllAsync(PipelineCity city, string document, Func<HubRequest, HubRequest>? change = null)
    {
        var answers = new List<PipelineAnswer>();
        await using var stream = Open(city, document, change);
        while (await stream.MoveNextAsync())
        {
            answers.Add(stream.Current);
        }

        return answers;
    }

    private static async Task<PipelineAnswer> ReportAsync(PipelineCity city, IAsyncEnumerator<PipelineAnswer> stream, string type, string key)
    {
        var next = stream.MoveNextAsync();
        var patience = Patience;
        while (city.Reports.Open == 0)
        {
            await Task.Delay(1, patience);
        }

        city.Reports.Report(type, key);
        Assert.True(await next);
        return stream.Current;
    }
}
