using System.Net;
using System.Text.Json;
using Exchange.Audit.Records;
using Exchange.IntegrationTests.Hub;

namespace Exchange.IntegrationTests.Decisions;

/// <summary><c>/api/v1/decisions/explain</c>: who may ask, what is said, and what is never said.</summary>
[Collection(nameof(RunningHub))]
public sealed class DecisionExplanationTests(RunningHub hub)
{
    private const string Path = "/api/v1/decisions/explain";
    private const string Officer = "civil-affairs-assistance-officer";
    private const string Stranger = "housing-housing-clerk";
    private const string OfAssistance = "purpose=assistance.eligibility&field=";
    private const string Receives = "Person.pension.receives";

    // 王秀芳 signed; 王磊 did not; 赵德明 lives in another county; nobody has the last number; 陈爱莲 is under address protection.
    private const string Wang = "990102195803120429";
    private const string Lei = "990102198506170538";
    private const string Deming = "990121193902280110";
    private const string Nobody = "990102199001011237";
    private const string Ailian = "990102199004110644";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_is_told_who_decided_what_for_itself()
    {
        using var open = await AsOfficerAsync($"{Path}?{OfAssistance}{Receives}");
        using var closed = await AsOfficerAsync($"{Path}?{OfAssistance}Person.pension.amount&lang=zh");
        using var caseless = await AsOfficerAsync($"{Path}?{OfAssistance}{Receives}&case=false");

        var opened = (await RunningHub.JsonAsync(open)).GetProperty("explanation");
        Assert.Equal(("open", "ss-assistance-means"), (opened.GetProperty("effect").GetString(), opened.GetProperty("rule").GetString()));
        Assert.Contains(
            opened.GetProperty("openings")[0].GetProperty("conditions").EnumerateArray(),
            condition => condition.GetProperty("kind").GetString() == "consent" && condition.GetProperty("value").GetString() == "assistance.means");
        var withheld = (await RunningHub.JsonAsync(closed)).GetProperty("explanation");
        Assert.Equal("NOT_PERMITTED", withheld.GetProperty("reason").GetString());
        Assert.Contains("没有规则为", withheld.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.Equal("CASE_REQUIRED", (await RunningHub.JsonAsync(caseless)).GetProperty("explanation").GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("", null, "No rule")]
    [InlineData("", "zh-CN", "没有规则为")]
    [InlineData("", "de, zh;q=0.5, en;q=0.2", "没有规则为")]
    [InlineData("", "zh;q=0, de", "No rule")]
    [InlineData("&lang=en", "zh-CN", "No rule")]
    [InlineData("&lang=zh", "en", "没有规则为")]
    public async Task The_language_is_the_one_that_is_named_or_the_one_that_the_reader_wants(string named, string? wanted, string words)
    {
        using var request = Get($"{Path}?{OfAssistance}Person.pension.amount{named}");
        request.Headers.Add("Accept-Language", wanted);
        using var response = await hub.SendAsClientAsync(Officer, request);

        var sentence = Sentence((await RunningHub.JsonAsync(response)).GetProperty("explanation"));
        Assert.Contains(words, sentence, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("auditor", 200)]
    [InlineData("policy-admin", 200)]
    [InlineData("policy-approver", 200)]
    [InlineData("data-steward", 200)]
    [InlineData("account-admin", 403)]
    [InlineData("officer", 403)]
    [InlineData("wang", 403)]
    public async Task The_hubs_staff_asks_for_every_client_and_nobody_else_does(string user, int status)
    {
        using var response = await AsStaffAsync(user, $"{Path}?client={Officer}&{OfAssistance}{Receives}");

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_client_asks_for_no_other_and_an_unknown_client_is_answered_alike()
    {
        using var other = await AsOfficerAsync($"{Path}?client={Stranger}&{OfAssistance}{Receives}");
        using var unknown = await AsStaffAsync("auditor", $"{Path}?client=nobody&{OfAssistance}{Receives}");
        using var none = await AsStaffAsync("auditor", $"{Path}?{OfAssistance}{Receives}");

        Assert.All([other, unknown, none], response => Assert.Equal(HttpStatusCode.NotFound, response.StatusCode));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?purpose=assistance.eligibility")]
    [InlineData("?field=Person.alive&pid=A")]
    [InlineData("?field=Person.alive&lang=de")]
    [InlineData("?accessId=0198e2f0-51a3-4c7e-9d55-0c6c2b8f1a77")]
    [InlineData("?accessId=0198e2f0-51a3-4c7e-9d55-0c6c2b8f1a77&coordinate=Person.alive&field=Person.alive")]
    public async Task A_question_that_cannot_be_meant_is_refused_with_what_to_send(string query)
    {
        using var response = await AsOfficerAsync(Path + query);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task What_became_of_a_field_in_an_answer_is_explained_by_the_condition_that_decided()
    {
        var accessId = await AskAsync(Wang, Lei);

        using var response = await AsOfficerAsync($"{Path}?accessId={accessId}&coordinate={Receives}");
        var decision = await RunningHub.JsonAsync(response);

        var cells = decision.GetProperty("cells").EnumerateArray().ToDictionary(cell => cell.GetProperty("reason").GetString() ?? "");
        Assert.Equal(["", "CONSENT_MISSING"], cells.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("given at full under rule ss-assistance-means", Sentence(cells[""]), StringComparison.Ordinal);
        Assert.Contains("no consent in force to assistance.means", Sentence(cells["CONSENT_MISSING"]), StringComparison.Ordinal);
        var record = await hub.RecordOfAsync(response);
        Assert.Equal("Decisions.explain", record.Disclosures.Single().Cells.Single().Coordinate);
        Assert.Equal(Officer, record.Caller.ClientId);
    }

    [Fact]
    public async Task What_came_out_alike_is_one_cell_with_all_of_its_records()
    {
        using var answer = await QueryAsync(
            $$"""{ a: person(citizenNo: "{{Wang}}") { pid } b: person(citizenNo: "{{Lei}}") { pid } c: person(citizenNo: "{{Deming}}") { pid } d: person(citizenNo: "{{Nobody}}") { pid } }""");
        var accessId = answer.Headers.GetValues("Exchange-Access-Id").Single();

        using var response = await AsOfficerAsync($"{Path}?accessId={accessId}&coordinate=Query.person");

        var cells = (await RunningHub.JsonAsync(response)).GetProperty("cells").EnumerateArray()
            .Select(cell => $"{cell.GetProperty("level").GetString()} {cell.GetProperty("records").GetInt32()}").Order(StringComparer.Ordinal);
        Assert.Equal(["full 2", "none 2"], cells);
    }

    [Fact]
    public async Task Somebody_elses_answer_and_one_that_never_was_are_answered_alike()
    {
        var accessId = await AskAsync(Wang, Lei);

        using var foreign = await hub.SendAsClientAsync(Stranger, Get($"{Path}?accessId={accessId}&coordinate={Receives}"));
        using var unknown = await hub.SendAsClientAsync(Stranger, Get($"{Path}?accessId=0198e2f0-51a3-4c7e-9d55-0c6c2b8f1a77&coordinate={Receives}"));
        using var auditor = await AsStaffAsync("auditor", $"{Path}?accessId={accessId}&coordinate={Receives}");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (foreign.StatusCode, unknown.StatusCode));
        Assert.Equal(await WithoutTraceAsync(foreign), await WithoutTraceAsync(unknown));
        Assert.Equal(HttpStatusCode.OK, auditor.StatusCode);
    }

    [Fact]
    public async Task One_person_of_an_answer_is_named_by_the_pseudonym_of_the_department_that_asked()
    {
        var (accessId, pids) = await AskWithPidAsync(Wang);

        using var own = await AsOfficerAsync($"{Path}?accessId={accessId}&coordinate={Receives}&pid={pids[0]}");
        using var changed = await AsOfficerAsync($"{Path}?accessId={accessId}&coordinate={Receives}&pid={Changed(pids[0])}");

        var cell = Assert.Single((await RunningHub.JsonAsync(own)).GetProperty("cells").EnumerateArray());
        Assert.Equal(1, cell.GetProperty("records").GetInt32());
        Assert.Single((await hub.RecordOfAsync(own)).Disclosures.Single().Subjects);
        Assert.Equal(HttpStatusCode.NotFound, changed.StatusCode);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task A_number_that_nobody_has_is_explained_exactly_like_a_person_of_another_county(string lang)
    {
        var foreign = await ExplainedAsync(Deming, "Query.person", lang);
        var unknown = await ExplainedAsync(Nobody, "Query.person", lang);

        Assert.Equal(foreign, unknown);
        Assert.Contains("OUTSIDE_JURISDICTION", foreign, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task No_explanation_of_an_answer_says_that_an_address_is_protected(string lang)
    {
        var explained = await ExplainedAsync(Ailian, "Person.household.memberCount", lang);

        Assert.DoesNotContain("protect", explained, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("保护", explained, StringComparison.Ordinal);
    }

    private static string Sentence(JsonElement cell) => cell.GetProperty("sentence").GetString()!;

    private static async Task<string> WithoutTraceAsync(HttpResponseMessage problem) => string.Join(
        '|', (await RunningHub.JsonAsync(problem)).EnumerateObject().Where(member => member.Name != "traceId").Select(member => member.ToString()));

    private static string Changed(string pid) => pid[..^2] + (pid[^2] == 'A' ? 'B' : 'A') + pid[^1];

    private static HttpRequestMessage Get(string path) => RunningHub.Request(HttpMethod.Get, path);

    private Task<HttpResponseMessage> AsOfficerAsync(string path) => hub.SendAsClientAsync(Officer, Get(path));

    private Task<HttpResponseMessage> AsStaffAsync(string user, string path) => hub.SendAsStaffAsync(user, Get(path), hasCsrf: false);

    private async Task<string> ExplainedAsync(string citizenNo, string coordinate, string lang)
    {
        using var answer = await QueryAsync($$"""{ person(citizenNo: "{{citizenNo}}") { household { memberCount } } }""");
        var accessId = answer.Headers.GetValues("Exchange-Access-Id").Single();
        using var response = await AsOfficerAsync($"{Path}?accessId={accessId}&coordinate={coordinate}&lang={lang}");
        return await response.Content.ReadAsStringAsync(Cancel);
    }

    private async Task<string> AskAsync(params string[] citizenNos)
    {
        using var response = await QueryAsync(
            $$"""{ people(citizenNos: [{{string.Join(',', citizenNos.Select(number => $"\"{number}\""))}}]) { pension { receives } } }""");
        return response.Headers.GetValues("Exchange-Access-Id").Single();
    }

    private async Task<(string AccessId, IReadOnlyList<string> Pids)> AskWithPidAsync(string citizenNo)
    {
        using var response = await QueryAsync($$"""{ person(citizenNo: "{{citizenNo}}") { pid pension { receives } } }""");
        var person = (await RunningHub.JsonAsync(response)).GetProperty("data").GetProperty("person");
        return (response.Headers.GetValues("Exchange-Access-Id").Single(), [person.GetProperty("pid").GetString()!]);
    }

    private Task<HttpResponseMessage> QueryAsync(string query)
    {
        var request = RunningHub.Request(HttpMethod.Post, "/graphql", new { query });
        request.Headers.Add("Exchange-Purpose", "assistance.eligibility");
        request.Headers.Add("Exchange-Case", "SA-2026-000123");
        return hub.SendAsClientAsync(Officer, request);
    }
}
