using Exchange.Pipeline;
using Exchange.Policy.Documents;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline;

public sealed class RequestPipelineTests
{
    private const string Schema = "{ __schema { queryType { name } } }";
    private const string Pension = $$"""{ person(citizenNo: "{{PipelineCity.Xiufang}}") { pension { receives amount } } }""";

    [Theory]
    [InlineData(Schema)]
    [InlineData("{ __type(name: \"Person\") { name } }")]
    [InlineData("{ ... { again: __schema { queryType { name } } } }")]
    public async Task Where_introspection_is_off_the_schema_is_not_read(string query)
    {
        var city = new PipelineCity();

        var refused = await city.AskAsync(query);
        var typeName = await city.AskAsync("{ __typename }");

        Assert.Equal((AnswerKind.RequestError, false), (refused.Kind, refused.HasData));
        Assert.Equal("""{"__typename":"Query"}""", typeName.Data);
    }

    [Fact]
    public async Task A_refusal_of_introspection_is_not_forgotten_when_another_client_may_read_the_schema()
    {
        var city = new PipelineCity();

        var allowed = await city.AskAsync(Schema, request => request with { Token = PipelineCity.Officer + PipelineTokens.MayIntrospect });
        var refused = await city.AskAsync(Schema);

        Assert.Equal("""{"__schema":{"queryType":{"name":"Query"}}}""", allowed.Data);
        Assert.Equal(AnswerKind.RequestError, refused.Kind);
    }

    [Fact]
    public async Task Suggestions_are_for_those_who_may_read_the_schema()
    {
        var city = new PipelineCity();

        var told = await city.AskAsync(
            "{ persn }", request => request with { Token = PipelineCity.Officer + PipelineTokens.MayIntrospect });
        var untold = await city.AskAsync("{ persn }");

        Assert.Contains("person", told.Error.GetProperty("message").GetString()!, StringComparison.Ordinal);
        Assert.DoesNotContain("person", untold.Error.GetProperty("message").GetString()!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mutation { person }")]
    [InlineData("subscription { eventReported { eventId } }")]
    public async Task Where_only_queries_may_run_anything_else_is_not_allowed(string document)
    {
        var city = new PipelineCity();

        var answer = await city.AskAsync(document, request => request with { QueriesOnly = true });

        Assert.Equal(AnswerKind.MethodNotAllowed, answer.Kind);
        Assert.Single(city.Log.Records);
    }

    [Fact]
    public async Task A_subscription_is_no_query_and_is_refused()
    {
        var city = new PipelineCity();

        for (var times = 0; times < 2; times++)
        {
            var answer = await city.AskAsync("subscription { eventReported { eventId } }");
            Assert.Equal((AnswerKind.RequestError, false), (answer.Kind, answer.HasData));
        }
    }

    [Fact]
    public async Task A_field_that_nobody_opened_is_cut_from_the_plan()
    {
        var city = await PipelineCity.WithConsentsAsync();

        var answer = await city.AskAsync(Pension);

        Assert.Equal("""{"person":{"pension":{"receives":true,"amount":null}}}""", answer.Data);
        Assert.Equal(["Person.pension.amount NOT_PERMITTED 1"], answer.Withheld);
        Assert.Equal(["Person.pension.receives"], city.Social.Coordinates);
    }

    [Fact]
    public async Task Whoever_gave_no_consent_is_in_no_request_for_it()
    {
        var city = await PipelineCity.WithConsentsAsync();

        var answer = await city.AskAsync(
            $$"""{ person(citizenNo: "{{PipelineCity.Xiufang}}") { household { members { pension { receives } } } } }""");

        Assert.Equal("""{"person":{"household":{"members":[{"pension":{"receives":true}},{"pension":{"receives":null}}]}}}""", answer.Data);
        Assert.Equal([PipelineCity.Xiufang], city.Social.KeysFor("Person.pension.receives"));
        Assert.Equal(["Person.pension.receives CONSENT_MISSING 1"], answer.Withheld);
    }

    [Fact]
    public async Task A_value_below_its_full_level_is_reduced_and_said_to_be()
    {
        var city = await PipelineCity.WithConsentsAsync();

        var answer = await city.AskAsync(
            $$"""{ person(citizenNo: "{{PipelineCity.Xiufang}}") { citizenNo } }""",
            request => request with { Token = PipelineCity.PensionClerk, Purpose = "pension.verification" });

        Assert.DoesNotContain(PipelineCity.Xiufang, answer.Text, StringComparison.Ordinal);
        Assert.Contains("0429", answer.Data, StringComparison.Ordinal);
        Assert.Equal(["Person.citizenNo last4 1"], answer.Reduced);
        Assert.Contains(
            city.Log.Records[0].Disclosures.SelectMany(group => group.Cells),
            cell => cell is { Coordinate: "Person.citizenNo", Level: "last4" });
    }

    [Fact]
    public async Task A_link_at_street_level_gives_what_the_street_implies_and_no_more()
    {
        var city = await PipelineCity.WithConsentsAsync();

        var answer = await city.AskAsync(
            $$"""{ person(citizenNo: "{{PipelineCity.Li}}") { registeredAddress { addressCode streetCode communityCode fullText } } }""",
            request => request with { Token = PipelineCity.Doctor, Purpose = "care.heat", CaseNumber = null });

        Assert.Contains("\"streetCode\":\"990102001\"", answer.Data, StringComparison.Ordinal);
        Assert.Contains("\"addressCode\":null", answer.Data, StringComparison.Ordinal);
        Assert.Contains("\"communityCode\":null", answer.Data, StringComparison.Ordinal);
        Assert.DoesNotContain("云桥里", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Person.registeredAddress street 1", answer.Reduced);
    }

    [Fact]
    public async Task A_protected_address_is_asked_for_like_any_other_and_cut()
    {
        var city = await PipelineCity.WithConsentsAsync();
        const string Address = $$"""{ person(citizenNo: "{{PipelineCity.Li}}") { registeredAddress { streetCode } } }""";
        HubRequest AsDoctor(HubRequest request) => request with { Token = PipelineCity.Doctor, Purpose = "care.heat", CaseNumber = null };

        await city.AskAsync(Address, AsDoctor);
        var asked = city.Police.Log();
        city.Facts.Replace(PipelineCity.Li, """{"exists":true,"region":"990102001002","protected":true}""");
        var answer = await city.AskAsync(Address, AsDoctor);

        Assert.Equal("""{"person":{"registeredAddress":null}}""", answer.Data);
        Assert.Contains(answer.Withheld, cells => cells.StartsWith("Person.registeredAddress NOT_AVAILABLE", StringComparison.Ordinal));
        Assert.Equal(asked + '\n' + asked, city.Police.Log());
        Assert.DoesNotContain("protected", answer.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Whom_the_access_record_could_not_name_is_not_there()
    {
        const string Nobody = "K-0001";
        var city = await PipelineCity.WithConsentsAsync();
        city.Facts.Replace(Nobody, """{"exists":true,"region":"990102001001","protected":false}""");
        city.Police.Replace(PipelineCity.Xiufang, $$"""{"household":{"members":[{"citizenNo":"{{Nobody}}"}] } }""");

        var answer = await city.AskAsync(
            $$"""{ person(citizenNo: "{{PipelineCity.Xiufang}}") { household { members { __typename } } } }""");

        Assert.Equal("""{"person":{"household":{"members":[null]}}}""", answer.Data);
        Assert.Contains(answer.Withheld, cells => cells.StartsWith("Person.pid OUTSIDE_JURISDICTION", StringComparison.Ordinal));
        Assert.Contains("\"request\":\"Ask the operator of the hub", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_document_of_the_same_class_of_caller_is_planned_once()
    {
        var city = await PipelineCity.WithConsentsAsync();

        await city.AskAsync(Pension);
        var (grants, plan) = Cached(city);
        await city.AskAsync(Pension);
        await city.AskAsync(Pension, request => request with { CaseNumber = "SA-2026-000124" });

        Assert.Same(grants, Cached(city).Grants);
        Assert.Same(plan, Cached(city).Plan);
        await city.AskAsync(Pension, request => request with { CaseNumber = null });
        Assert.Equal(2, city.Snapshot.Caches.GrantedCount);
    }

    [Fact]
    public async Task Large_documents_do_not_fill_the_memory_of_the_hub()
    {
        var city = new PipelineCity();
        var padding = new string(' ', 1_000_000);

        for (var i = 0; i < 40; i++)
        {
            await city.AskAsync($"query Q{i} {{ __typename }}{padding}");
        }

        Assert.InRange(city.Snapshot.Caches.DocumentCount, 1, 34);
    }

    [Fact]
    public async Task A_rule_that_ends_closes_at_its_last_moment_though_the_plan_was_cached()
    {
        var start = new PipelineCity().Clock.GetUtcNow();
        var city = await PipelineCity.WithConsentsAsync(Until(start.AddHours(1)));

        var before = await city.AskAsync(Pension);
        city.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        var last = await city.AskAsync(Pension);
        city.Clock.Advance(TimeSpan.FromTicks(1));
        var after = await city.AskAsync(Pension);

        Assert.DoesNotContain("receives", string.Join(' ', before.Withheld.Concat(last.Withheld)), StringComparison.Ordinal);
        Assert.Contains(after.Withheld, cells => cells.StartsWith("Person.pension.receives NOT_PERMITTED", StringComparison.Ordinal));
        Assert.Equal(2, city.Social.Requests.Count);
    }

    [Fact]
    public async Task A_department_that_fails_is_a_hole_with_its_name_and_the_rest_is_answered()
    {
        var city = await PipelineCity.WithConsentsAsync(null, _ => throw new InvalidOperationException("12912345678"));

        var answer = await city.AskAsync($$"""{ person(citizenNo: "{{PipelineCity.Xiufang}}") { alive pension { receives } } }""");

        Assert.Equal("""{"person":{"alive":true,"pension":null}}""", answer.Data);
        Assert.Equal(["Person.pension.receives SOURCE_UNAVAILABLE 1"], answer.Withheld);
        Assert.DoesNotContain("12912345678", answer.Text, StringComparison.Ordinal);
        Assert.Contains(city.Log.Records[0].Sources, source => source is { Department: "social-security", State: "unavailable" });
    }

    private static (object Grants, object Plan) Cached(PipelineCity city)
    {
        var (grants, plan) = Assert.Single(city.Snapshot.Caches.Planned);
        return (grants, plan);
    }

    private static PolicySet Until(DateTimeOffset end) => DemoCity.Policies with
    {
        Rules =
        [
            .. DemoCity.Policies.Rules.Select(rule => rule.Id == "ss-assistance-means"
                ? rule with { Conditions = rule.Conditions with { Until = end } }
                : rule),
        ],
    };
}
