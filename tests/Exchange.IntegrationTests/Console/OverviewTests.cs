using System.Net;
using System.Text.Json;
using Exchange.IntegrationTests.Hub;

namespace Exchange.IntegrationTests.Console;

/// <summary>What staff see of what happens in the hub, each as their role may.</summary>
[Collection(nameof(RunningHub))]
public sealed class OverviewTests(RunningHub hub)
{
    private const string Overview = "/api/v1/overview";
    private const string Records = "/api/v1/access-records";
    private const string Vocabulary = "/api/v1/vocabulary";
    private const string Versions = "/api/v1/policies/versions";

    private const string Officer = "civil-affairs-assistance-officer";
    private const string Doctor = "health-community-doctor";
    private const string Wang = "990102195803120429";

    // 王秀芳's household, her name, and the case: none of it may stand in what the console shows of records.
    private static readonly string[] Canaries =
        [Wang, "990102195608200319", "990102198506170538", "王秀芳", "王磊", "SA-2026-000123", "\"pid\""];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_is_in_the_auditors_overview_with_its_reasons_and_without_any_person()
    {
        var before = await OverviewAsync("auditor");
        using var asked = await AskAsync(Officer);
        var accessId = asked.Headers.GetValues("Exchange-Access-Id").Single();

        var (after, text) = await SettledAsync("auditor", overview => Rows(overview).Any(row => IdOf(row) == accessId));

        Assert.True(Requests(after) > Requests(before));
        Assert.True(Withheld(after, "CONSENT_MISSING") >= Withheld(before, "CONSENT_MISSING") + 1);
        var row = Rows(after).Single(known => IdOf(known) == accessId);
        Assert.Equal("partial", row.GetProperty("outcome").GetString());
        Assert.Equal(3, row.GetProperty("persons").GetInt32());
        Assert.True(row.GetProperty("case").GetBoolean());
        Assert.Equal(12, after.GetProperty("lastHour").GetProperty("buckets").GetArrayLength());
        Assert.All(Canaries, canary => Assert.DoesNotContain(canary, text, StringComparison.Ordinal));
        var record = await hub.RecordOfAsync(asked);
        Assert.All(
            record.Disclosures.SelectMany(group => group.Subjects),
            subject => Assert.DoesNotContain(subject, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_officer_sees_the_own_departments_requests_and_nobody_elses()
    {
        using var own = await AskAsync(Officer);
        using var foreign = await AskAsync(Doctor);
        var ownId = own.Headers.GetValues("Exchange-Access-Id").Single();

        var (overview, _) = await SettledAsync("officer", known => Rows(known).Any(row => IdOf(row) == ownId));
        using var listed = await GetAsync("officer", Records);
        var page = await RunningHub.JsonAsync(listed);

        Assert.Equal("department", overview.GetProperty("scope").GetString());
        Assert.Equal("civil-affairs", Assert.Single(Rows(overview).Select(DepartmentOf).Distinct()));
        Assert.Equal("civil-affairs", Assert.Single(page.GetProperty("records").EnumerateArray().Select(DepartmentOf).Distinct()));
        var foreignId = foreign.Headers.GetValues("Exchange-Access-Id").Single();
        Assert.DoesNotContain(foreignId, overview.GetRawText() + page.GetRawText(), StringComparison.Ordinal);
        var all = await SettledAsync("auditor", known => Requests(known) > Requests(overview));
        Assert.Equal("hub", all.Overview.GetProperty("scope").GetString());
    }

    [Theory]
    [InlineData("auditor", Overview, 200)]
    [InlineData("policy-admin", Overview, 200)]
    [InlineData("account-admin", Overview, 200)]
    [InlineData("officer", Overview, 200)]
    [InlineData("wang", Overview, 403)]
    [InlineData("auditor", Records, 200)]
    [InlineData("officer", Records, 200)]
    [InlineData("policy-admin", Records, 403)]
    [InlineData("policy-approver", Records, 403)]
    [InlineData("data-steward", Records, 403)]
    [InlineData("account-admin", Records, 403)]
    [InlineData("wang", Records, 403)]
    [InlineData("policy-admin", Versions, 200)]
    [InlineData("policy-approver", Versions, 200)]
    [InlineData("auditor", Versions, 200)]
    [InlineData("data-steward", Versions, 200)]
    [InlineData("account-admin", Versions, 403)]
    [InlineData("officer", Versions, 403)]
    [InlineData("wang", Versions, 403)]
    [InlineData("wang", Vocabulary, 200)]
    public async Task Each_role_sees_what_it_may_and_nothing_else(string user, string path, int status)
    {
        using var response = await GetAsync(user, path);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.True(response.Headers.CacheControl?.NoStore);
        if (status == 403)
        {
            Assert.Equal("FORBIDDEN", (await RunningHub.JsonAsync(response)).GetProperty("code").GetString());
        }
    }

    [Theory]
    [InlineData("policy-admin", "hub")]
    [InlineData("account-admin", "none")]
    public async Task Who_may_not_read_records_gets_none_and_who_has_no_use_for_counts_gets_zeros(string user, string scope)
    {
        using var asked = await AskAsync(Officer);
        var (overview, _) = await SettledAsync(user, known => scope == "none" || Requests(known) > 0);

        Assert.Equal(scope, overview.GetProperty("scope").GetString());
        Assert.Empty(Rows(overview));
        Assert.Equal(scope == "none", Requests(overview) == 0);
    }

    [Theory]
    [InlineData(Overview)]
    [InlineData(Records)]
    [InlineData(Versions)]
    public async Task Clients_and_strangers_see_nothing_of_it(string path)
    {
        using var stranger = await hub.Http.GetAsync(path, Cancel);
        using var client = await hub.SendAsClientAsync(Officer, RunningHub.Request(HttpMethod.Get, path));

        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, client.StatusCode);
    }

    [Theory]
    [InlineData(Overview)]
    [InlineData(Records)]
    public async Task The_auditors_reading_is_itself_on_record(string path)
    {
        using var response = await GetAsync("auditor", path);

        var record = await hub.RecordOfAsync(response);
        Assert.Equal(("staff:auditor", "supervision.audit"), (record.Caller.ClientId, record.Caller.Purpose));
        Assert.Equal("AccessRecords.list", Assert.Single(Assert.Single(record.Disclosures).Cells).Coordinate);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repetition_by_place_and_by_id()
    {
        for (var number = 0; number < 5; number++)
        {
            using var asked = await AskAsync(Officer);
        }

        var first = await PageAsync("?limit=2");
        var second = await PageAsync($"?limit=2&before={first.Next}");
        var byId = await PageAsync($"?limit=2&before={first.Ids[1]}");

        Assert.Equal(2, first.Ids.Count);
        Assert.Equal(2, second.Ids.Count);
        Assert.Empty(first.Ids.Intersect(second.Ids));
        Assert.Equal(second.Ids, byId.Ids);
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=101")]
    [InlineData("?limit=x")]
    [InlineData("?before=-3")]
    [InlineData("?before=nonsense")]
    [InlineData("?before=01939a3c-0000-7000-8000-000000000001")]
    public async Task A_page_that_cannot_be_is_a_problem(string query)
    {
        using var response = await GetAsync("auditor", Records + query);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Departments_are_shown_as_they_answered_last()
    {
        using var asked = await AskAsync(Officer);
        var (overview, _) = await SettledAsync("auditor", known => State(known, "public-security") == "ok");

        Assert.Equal(8, overview.GetProperty("departments").GetArrayLength());
        Assert.Equal("ok", State(overview, "social-security"));
        Assert.Equal(JsonValueKind.String, Department(overview, "social-security").GetProperty("dataAsOf").ValueKind);
        Assert.Equal(JsonValueKind.Null, Department(overview, "public-security").GetProperty("dataAsOf").ValueKind);
        Assert.Equal("notAsked", State(overview, "hotline"));
        Assert.True(Department(overview, "hotline").GetProperty("fields").GetInt32() > 0);
    }

    [Fact]
    public async Task The_vocabulary_says_what_each_purpose_asks_for_and_what_each_reason_means()
    {
        using var response = await hub.SendAsClientAsync(Doctor, RunningHub.Request(HttpMethod.Get, Vocabulary));
        var vocabulary = await RunningHub.JsonAsync(response);

        var assistance = vocabulary.GetProperty("purposes").EnumerateArray()
            .Single(purpose => purpose.GetProperty("code").GetString() == "assistance.eligibility");
        Assert.True(assistance.GetProperty("needsCase").GetBoolean());
        Assert.Equal("XX-YYYY-NNNNNN", assistance.GetProperty("caseFormat").GetString());
        Assert.Equal(
            Enum.GetValues<Policy.Decisions.ReasonCode>().Where(code => code != Policy.Decisions.ReasonCode.None)
                .Select(Policy.Decisions.ReasonCodes.Code),
            vocabulary.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("code").GetString()));
        Assert.All(vocabulary.GetProperty("reasons").EnumerateArray(), reason =>
        {
            Assert.NotEmpty(reason.GetProperty("advice").GetProperty("zh").GetString()!);
            Assert.NotEmpty(reason.GetProperty("advice").GetProperty("en").GetString()!);
        });
    }

    [Fact]
    public async Task The_policy_versions_name_the_one_in_force()
    {
        using var response = await GetAsync("policy-admin", Versions);
        var versions = await RunningHub.JsonAsync(response);

        Assert.Equal(1, versions.GetProperty("current").GetInt32());
        Assert.Equal(64, Assert.Single(versions.GetProperty("versions").EnumerateArray()).GetProperty("hash").GetString()!.Length);
    }

    private static string IdOf(JsonElement row) => row.GetProperty("accessId").GetString()!;

    private static string DepartmentOf(JsonElement row) => row.GetProperty("department").GetString()!;

    private static IEnumerable<JsonElement> Rows(JsonElement overview) => overview.GetProperty("records").EnumerateArray();

    private static int Requests(JsonElement overview) => overview.GetProperty("lastHour").GetProperty("requests").GetInt32();

    private static long Withheld(JsonElement overview, string reason) => overview.GetProperty("withheld").EnumerateArray()
        .Where(sum => sum.GetProperty("reason").GetString() == reason).Sum(sum => sum.GetProperty("records").GetInt64());

    private static JsonElement Department(JsonElement overview, string code) =>
        overview.GetProperty("departments").EnumerateArray().Single(card => card.GetProperty("code").GetString() == code);

    private static string State(JsonElement overview, string code) => Department(overview, code).GetProperty("state").GetString()!;

    private Task<HttpResponseMessage> GetAsync(string user, string path) =>
        hub.SendAsStaffAsync(user, RunningHub.Request(HttpMethod.Get, path), hasCsrf: false);

    private Task<HttpResponseMessage> AskAsync(string client)
    {
        var request = RunningHub.Request(HttpMethod.Post, "/graphql", new
        {
            query = $$"""{ person(citizenNo: "{{Wang}}") { name household { members { pid alive pension { receives amount } } } } }""",
        });
        request.Headers.Add("Exchange-Purpose", client == Officer ? "assistance.eligibility" : "care.heat");
        request.Headers.Add("Exchange-Case", "SA-2026-000123");
        return hub.SendAsClientAsync(client, request);
    }

    private async Task<JsonElement> OverviewAsync(string user)
    {
        using var response = await GetAsync(user, Overview);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await RunningHub.JsonAsync(response);
    }

    // The window takes note of a record just after its answer has left.
    private async Task<(JsonElement Overview, string Text)> SettledAsync(string user, Func<JsonElement, bool> isSettled)
    {
        var overview = await OverviewAsync(user);
        for (var attempt = 0; attempt < 200 && !isSettled(overview); attempt++)
        {
            overview = await OverviewAsync(user);
        }

        Assert.True(isSettled(overview), $"The overview never told of the request: {overview.GetRawText()}");
        return (overview, overview.GetRawText());
    }

    private async Task<(IReadOnlyList<string> Ids, string? Next)> PageAsync(string query)
    {
        using var response = await GetAsync("officer", Records + query);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var page = await RunningHub.JsonAsync(response);
        return ([.. page.GetProperty("records").EnumerateArray().Select(IdOf)], page.GetProperty("next").GetString());
    }
}
