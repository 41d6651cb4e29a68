using Exchange.Audit.Records;
using Exchange.Pipeline;
using Exchange.Pipeline.Callers;
using Exchange.Policy;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline.Streams;

public sealed partial class SubscriptionTests
{
    private const string Inspector = "market-regulation-inspector";
    private const string Base = "{ __typename eventId status ... on HazardEvent { hazardKind place { streetCode } } ... on DisputeEvent { subject } }";
    private const string All = $"subscription {{ eventReported {Base} }}";
    private const string Hazards = $"subscription($region: RegionCode) {{ eventReported(kinds: [HAZARD], regionCode: $region) {Base} }}";
    private const string InRegion = "subscription { eventReported(regionCode: \"990102\") { eventId } }";

    private static CancellationToken Patience => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    [Fact]
    public async Task An_event_gives_what_policy_opens_of_it_and_nothing_else_is_asked()
    {
        var city = new PipelineCity();
        await using var stream = Open(city, All);

        var hazard = await ReportAsync(city, stream, "HazardEvent", PipelineCity.Hazard);

        Assert.Equal(
            $$"""
            {"eventReported":{"__typename":"HazardEvent","eventId":"{{PipelineCity.Hazard}}","status":"open","hazardKind":"gas","place":{"streetCode":"990102001"} } }
            """.Replace(" ", "", StringComparison.Ordinal),
            hazard.Data);
        Assert.DoesNotContain(city.Grids.Coordinates, field => field.StartsWith("HazardEvent.occurredAt", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_opening_and_every_event_are_on_record_under_ids_of_their_own()
    {
        var city = new PipelineCity();
        await using var stream = Open(city, Hazards);

        var first = await ReportAsync(city, stream, "HazardEvent", PipelineCity.Hazard);
        var second = await ReportAsync(city, stream, "HazardEvent", PipelineCity.Hazard);

        Assert.Equal(3, city.Log.Records.Count);
        var opening = city.Log.Records[0];
        Assert.Equal((AccessOutcome.Answered, 0), (opening.Outcome, opening.Disclosures.Count));
        Assert.Equal(new SourceAccess("grid-centre", "answered", 1, 0), Assert.Single(opening.Sources));
        Assert.Equal(opening.AccessId, Assert.Single(city.Reports.Subscriptions).AccessId);
        Assert.Equal([first.AccessId!, second.AccessId!], city.Log.Records.Skip(1).Select(record => record.AccessId));
        Assert.All(city.Log.Records, record => Assert.Equal(opening.OperationHash, record.OperationHash));
        Assert.All(city.Log.Records.Skip(1), record => Assert.Contains(
            record.Disclosures.SelectMany(group => group.Cells), cell => cell.Coordinate == "Subscription.eventReported"));
    }

    [Fact]
    public async Task No_event_leaves_before_its_record_is_durable()
    {
        var city = new PipelineCity();
        await using var stream = Open(city, Hazards);
        await ReportAsync(city, stream, "HazardEvent", PipelineCity.Hazard);

        city.Log.IsDown = true;
        var answer = await ReportAsync(city, stream, "HazardEvent", PipelineCity.Hazard);

        Assert.Equal((AnswerKind.AuditUnavailable, false), (answer.Kind, answer.HasData));
        Assert.False(await stream.MoveNextAsync());
    }

    [Fact]
    public async Task A_department_is_told_the_region_and_those_kinds_that_are_its_own()
    {
        var city = new PipelineCity();
        const string Document = "subscription($kinds: [EventKind!]) { eventReported(kinds: $kinds, regionCode: \"990102\") { eventId } }";
        await using var stream = Open(city, Document, new { kinds = new[] { "HAZARD" } });

        await ReportAsync(city, stream, "HazardEvent", PipelineCity.Hazard);

        var arguments = Assert.Single(city.Reports.Subscriptions).Arguments;
        Assert.Equal("990102", arguments["regionCode"].AsString());
        Assert.Equal(["HAZARD"], arguments["kinds"].AsList().Select(kind => kind.AsString()));
    }

    [Fact]
    public async Task Owners_without_a_stream_are_named_beside_every_event()
    {
        var city = new PipelineCity();
        await using var stream = Open(city, All);

        var answer = await ReportAsync(city, stream, "HazardEvent", PipelineCity.Hazard);

        Assert.Equal(["grid-centre", "health", "hotline", "housing", "market-regulation", "public-security"], answer.Sources.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(answer.Withheld, cells => cells.Contains("SOURCE_UNAVAILABLE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_no_owner_can_be_subscribed_one_answer_names_them_and_the_stream_is_over()
    {
        var city = new PipelineCity();
        city.Reports.IsDown = true;

        var none = Assert.Single(await AllOf(city, Hazards));
        var neverAny = Assert.Single(await AllOf(city, "subscription { eventReported(kinds: [CONSUMER_COMPLAINT]) { eventId } }"));

        Assert.Equal("""{"eventReported":null}""", none.Data);
        Assert.Equal(["Subscription.eventReported SOURCE_UNAVAILABLE 1"], none.Withheld);
        Assert.Equal(["grid-centre"], none.Sources);
        Assert.Equal(["market-regulation"], neverAny.Sources);
        Assert.DoesNotContain("secret", none.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_breaks_is_told_once_and_taken_up_again()
    {
        var city = new PipelineCity(streams: new StreamLimits { Pause = TimeSpan.Zero });
        await using var stream = Open(city, Hazards);
        await ReportAsync(city, stream, "HazardEvent", PipelineCity.Hazard);

        var next = stream.MoveNextAsync();
        city.Reports.IsDown = true;
        city.Reports.Break();
        Assert.True(await next);
        var hole = stream.Current;
        next = stream.MoveNextAsync();
        await Eventually(() => city.Reports.Subscriptions.Count > 3);
        city.Reports.IsDown = false;
        await Eventually(() => city.Reports.Open > 0);
        city.Reports.Report("HazardEvent", PipelineCity.Hazard);
        Assert.True(await next);

        Assert.Equal("""{"eventReported":null}""", hole.Data);
        Assert.Equal(["Subscription.eventReported SOURCE_UNAVAILABLE 1"], hole.Withheld);
        Assert.Equal(PipelineCity.Hazard, City(stream.Current));
    }

    [Theory]
    [InlineData("DisputeEvent", PipelineCity.Dispute)]
    [InlineData("PoliceCall", "public-security:1")]
    [InlineData("Person", PipelineCity.Li)]
    [InlineData("HazardEvent", "")]
    public async Task A_department_that_reports_what_is_not_asked_or_not_its_own_is_a_hole(string type, string key)
    {
        var city = new PipelineCity();
        await using var stream = Open(city, Hazards);

        var answer = await ReportAsync(city, stream, type, key);

        Assert.Equal(["Subscription.eventReported SOURCE_UNAVAILABLE 1"], answer.Withheld);
        Assert.Empty(city.Asked);
    }

    [Fact]
    public async Task A_record_that_its_own_department_does_not_know_gives_nothing()
    {
        var city = new PipelineCity();
        await using var stream = Open(city, Hazards);

        var answer = await ReportAsync(city, stream, "HazardEvent", PipelineCity.Xiufang);

        Assert.Equal("""{"eventReported":null}""", answer.Data);
        Assert.DoesNotContain(PipelineCity.Xiufang, answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TokenFault.Expired)]
    [InlineData(TokenFault.Suspended)]
    public async Task Whoever_loses_the_right_gets_no_other_event(TokenFault fault)
    {
        var city = new PipelineCity();
        await using var stream = Open(city, Hazards);
        await ReportAsync(city, stream, "HazardEvent", PipelineCity.Hazard);
        var asked = city.Asked.Count();

        city.Tokens.Fault = fault;
        var answer = await ReportAsync(city, stream, "HazardEvent", PipelineCity.Hazard);

        Assert.Equal(AnswerKind.Unauthenticated, answer.Kind);
        Assert.Equal(asked, city.Asked.Count());
        Assert.False(await stream.MoveNextAsync());
        Assert.Equal(0, city.Reports.Open);
    }

    [Fact]
    public async Task A_policy_that_closes_a_field_counts_from_the_next_event()
    {
        var city = new PipelineCity();
        await using var stream = Open(city, Hazards);
        await ReportAsync(city, stream, "HazardEvent", PipelineCity.Hazard);

        city.Current.Swap(city.Compile(WithoutHazards("HazardEvent.hazardKind"), "2"));
        var answer = await ReportAsync(city, stream, "HazardEvent", PipelineCity.Hazard);

        Assert.Contains("\"hazardKind\":null", answer.Data, StringComparison.Ordinal);
        Assert.Contains("HazardEvent.hazardKind NOT_PERMITTED 1", answer.Withheld);
        Assert.Equal("2", city.Log.Records[^1].PolicyVersion);
    }

    [Fact]
    public async Task A_policy_that_forbids_the_filter_ends_the_stream_with_one_answer()
    {
        var city = new PipelineCity();
        await using var stream = Open(city, Hazards, new { region = "990102" });
        await ReportAsync(city, stream, "HazardEvent", PipelineCity.Hazard);
        var asked = city.Asked.Count();

        city.Current.Swap(city.Compile(WithoutHazards("HazardEvent.place"), "2"));
        var answer = await ReportAsync(city, stream, "HazardEvent", PipelineCity.Hazard);

        Assert.Equal(["HazardEvent.place NOT_PERMITTED 0", "Subscription.eventReported NOT_PERMITTED 1"], answer.Withheld.Order(StringComparer.Ordinal));
        Assert.False(await stream.MoveNextAsync());
        Assert.Equal(asked, city.Asked.Count());
    }

    [Fact]
    public async Task A_session_is_looked_up_again_for_every_event()
    {
        var city = new PipelineCity();
        var session = new SessionCredential
        {
            Account = new SignedInAccount("a-1", "market-regulation", ["inspector"], ["inspection.planning"], "9901"),
            IsIntended = true,
            IsCrossSite = false,
        };
        var isOver = false;
        await using var stream = city.StreamAsync(
            Hazards,
            request => AsInspector(request) with
            {
                Token = null,
                Session = session,
                RenewSession = () => new(isOver ? session with { Account = null } : session),
            },
            cancellation: Patience).GetAsyncEnumerator(Patience);

        Assert.Equal(PipelineCity.Hazard, City(await ReportAsync(city, stream, "HazardEvent", PipelineCity.Hazard)));
        isOver = true;
        var answer = await ReportAsync(city, stream, "HazardEvent", PipelineCity.Hazard);

        Assert.Equal(AnswerKind.Unauthenticated, answer.Kind);
    }

    [Fact]
    public async Task A_caller_who_leaves_ends_what_was_open_for_her()
    {
        var city = new PipelineCity();
        using var leaving = new CancellationTokenSource();
        await using var stream = city.StreamAsync(Hazards, AsInspector, cancellation: leaving.Token).GetAsyncEnumerator(leaving.Token);
        var next = stream.MoveNextAsync();
        await Eventually(() => city.Reports.Open == 1);

        await leaving.CancelAsync();

        Assert.False(await next);
        Assert.Equal(0, city.Reports.Open);
    }

    [Fact]
    public async Task A_client_may_open_as_many_streams_as_it_may_and_no_more()
    {
        var city = new PipelineCity(streams: new StreamLimits { PerClient = 1 });
        await using (var stream = Open(city, Hazards))
        {
            await ReportAsync(city, stream, "HazardEvent", PipelineCity.Hazard);
            var refused = Assert.Single(await AllOf(city, Hazards));

            Assert.Equal(AnswerKind.RequestError, refused.Kind);
            Assert.Equal("streamsPerClient", refused.Error.GetProperty("extensions").GetProperty("limit").GetString());
            Assert.Equal(AccessOutcome.Refused, city.Log.Records[^1].Outcome);
        }

        await using var again = Open(city, Hazards);
        Assert.Equal(PipelineCity.Hazard, City(await ReportAsync(city, again, "HazardEvent", PipelineCity.Hazard)));
    }

    [Fact]
    public async Task A_reader_who_is_too_slow_is_told_so_and_the_stream_is_over()
    {
        var city = new PipelineCity(streams: new StreamLimits { Queue = 2 });
        await using var stream = Open(city, Hazards);
        await ReportAsync(city, stream, "HazardEvent", PipelineCity.Hazard);

        for (var i = 0; i < 8; i++)
        {
            city.Reports.Report("HazardEvent", PipelineCity.Hazard);
        }

        PipelineAnswer? last = null;
        var answers = 0;
        while (await stream.MoveNextAsync())
        {
            (last, answers) = (stream.Current, answers + 1);
        }

        Assert.InRange(answers, 2, 9);
        Assert.Equal("streamQueue", last!.Error.GetProperty("extensions").GetProperty("limit").GetString());
    }

    [Fact]
    public async Task A_query_over_a_stream_is_answered_once()
    {
        var city = new PipelineCity();

        Assert.Equal("""{"me":{"client":"market-regulation-inspector"}}""", Assert.Single(await AllOf(city, "{ me { client } }")).Data);
        Assert.Single(city.Log.Records);
    }

    [Fact]
    public async Task A_subscription_where_one_answer_is_all_there_is_is_told_where_to_go()
    {
        var answer = await new PipelineCity().AskAsync(All);

        Assert.Equal(AnswerKind.RequestError, answer.Kind);
        Assert.Contains("WebSocket", answer.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("subscription { eventReported(kinds: []) { eventId } }")]
    [InlineData("subscription { person { pid } }")]
    [InlineData("subscription { eventReported { eventId } again: eventReported { eventId } }")]
    public async Task What_cannot_be_subscribed_to_is_refused_on_the_record(string document)
    {
        var city = new PipelineCity();

        var answer = Assert.Single(await AllOf(city, document));

        Assert.Equal(AnswerKind.RequestError, answer.Kind);
        Assert.Equal(AccessOutcome.Refused, Assert.Single(city.Log.Records).Outcome);
    }

    [Fact]
    public void There_is_no_subscription_on_people()
    {
        var field = Assert.Single(DemoCity.Standard.Fields, field => field.Coordinate.Value.StartsWith("Subscription.", StringComparison.Ordinal));

        Assert.Equal(("Subscription.eventReported", "Event"), (field.Coordinate.Value, field.LinksTo));
        Assert.DoesNotContain(DemoCity.Standard.Types.Where(type => type.Implements == "Event"), type => type.Name == "Person");
    }

    private static HubRequest AsInspector(HubRequest request) =>
        request with { Token = Inspector, Purpose = "inspection.planning", CaseNumber = null };

    private static PolicySet WithoutHazards(string field) => DemoCity.Policies with
    {
        Rules =
        [
            .. DemoCity.Policies.Rules.Select(rule => rule.Id == "gc-inspection-hazard"
                ? rule with { Opens = [.. rule.Opens.Where(open => open.Coordinate.Value != field)] }
                : rule),
        ],
    };

    private static IAsyncEnumerator<PipelineAnswer> Open(PipelineCity city, string document, object? variables = null) =>
        city.StreamAsync(document, AsInspector, variables, Patience).GetAsyncEnumerator(Patience);

    private static async Task<List<PipelineAnswer>> AllOf(PipelineCity city, string document)
    {
        var answers = new List<PipelineAnswer>();
        await foreach (var answer in city.StreamAsync(document, AsInspector, cancellation: Patience))
        {
            answers.Add(answer);
        }

        return answers;
    }

    // The stream is opened by the first move, so a record can be reported only once the department has been asked.
    private static async Task<PipelineAnswer> ReportAsync(PipelineCity city, IAsyncEnumerator<PipelineAnswer> stream, string type, string key)
    {
        var next = stream.MoveNextAsync();
        await Eventually(() => city.Reports.Open > 0);
        city.Reports.Report(type, key);
        Assert.True(await next);
        return stream.Current;
    }

    private static async Task Eventually(Func<bool> holds)
    {
        var patience = Patience;
        while (!holds())
        {
            await Task.Delay(1, patience);
        }
    }

    private static string? City(PipelineAnswer answer) =>
        System.Text.Json.JsonDocument.Parse(answer.Data).RootElement.GetProperty("eventReported").GetProperty("eventId").GetString();
}
