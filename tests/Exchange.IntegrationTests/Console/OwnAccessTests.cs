using System.Net;
using System.Text.Json;
using Exchange.IntegrationTests.Hub;

namespace Exchange.IntegrationTests.Console;

/// <summary><c>/api/v1/me/accesses</c>: a resident sees who asked about her.</summary>
[Collection(nameof(RunningHub))]
public sealed class OwnAccessTests(RunningHub hub)
{
    private const string Path = "/api/v1/me/accesses";
    private const string Officer = "civil-affairs-assistance-officer";

    // 王秀芳 and her husband, who both signed.
    private const string Wang = "990102195803120429";
    private const string Zhiqiang = "990102195608200319";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task She_sees_department_role_purpose_fields_basis_outcome_and_time_and_no_officer()
    {
        var accessId = await AskAsync(Wang, "pension { receives amount }");

        var access = Assert.Single(await OwnAsync("wang", accessId));

        Assert.Equal(("civil-affairs", "民政局"), Code(access.GetProperty("department")));
        Assert.Equal(("assistance-officer", "社会救助经办员"), Code(access.GetProperty("roles")[0]));
        Assert.Equal("assistance.eligibility", Code(access.GetProperty("purpose")).Code);
        Assert.NotEqual("assistance.eligibility", Code(access.GetProperty("purpose")).Zh);
        var fields = access.GetProperty("fields").EnumerateArray().ToDictionary(field => field.GetProperty("coordinate").GetString()!);
        Assert.Equal("given", fields["Person.pension.receives"].GetProperty("outcome").GetString());
        Assert.Equal("statutory-duty", Code(fields["Person.pension.receives"].GetProperty("basis")).Code);
        Assert.NotEqual("Person.pension.receives", fields["Person.pension.receives"].GetProperty("title").GetProperty("zh").GetString());
        Assert.Equal("withheld", fields["Person.pension.amount"].GetProperty("outcome").GetString());
        Assert.Equal(
            ["accessId", "department", "emergency", "fields", "purpose", "roles", "time"],
            access.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("officer-", access.GetRawText().Replace("assistance-officer", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("SA-2026", access.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_a_relative_is_told_who_was_asked_about_in_the_same_request_or_another()
    {
        var his = await AskAsync(Zhiqiang, "alive pension { receives }");
        var both = await AskAsync(Wang, "alive household { members { publicHousing } }");

        Assert.Empty(await OwnAsync("wang", his));
        Assert.Empty(await OwnAsync("liu", both));

        // Their son did not sign: withheld of him, given of her.
        var hers = Assert.Single(await OwnAsync("wang", both)).GetProperty("fields").EnumerateArray();
        var outcome = Assert.Single(hers, field => field.GetProperty("coordinate").GetString() == "Person.publicHousing").GetProperty("outcome");
        Assert.Equal("given", outcome.GetString());
    }

    [Fact]
    public async Task Pages_go_on_to_the_beginning_of_the_log_and_her_looking_is_on_record()
    {
        var first = await AskAsync(Wang, "alive");
        var second = await AskAsync(Wang, "alive");
        using var response = await GetAsync("wang", $"{Path}?limit=1");
        var page = await RunningHub.JsonAsync(response);
        using var next = await GetAsync("wang", $"{Path}?limit=1&before={page.GetProperty("next").GetString()}");

        Assert.Equal(second, page.GetProperty("accesses")[0].GetProperty("accessId").GetString());
        Assert.Equal(first, (await RunningHub.JsonAsync(next)).GetProperty("accesses")[0].GetProperty("accessId").GetString());
        Assert.Equal("staff:wang", (await hub.RecordOfAsync(response)).Caller.ClientId);
    }

    [Fact]
    public async Task Whoever_asked_and_whatever_is_told_in_words_of_both_languages()
    {
        var accessId = await AskAsync(Wang, "alive pension { receives amount }");
        using var explained = await hub.SendAsClientAsync(
            Officer, RunningHub.Request(HttpMethod.Get, $"/api/v1/decisions/explain?accessId={accessId}&coordinate=Person.alive&pid={await PidAsync(Wang)}"));
        using var listed = await hub.SendAsStaffAsync(
            "data-steward", RunningHub.Request(HttpMethod.Get, $"/api/v1/consents?citizenNo={Wang}"), hasCsrf: false);
        var consent = (await RunningHub.JsonAsync(listed))[0].GetProperty("id").GetString();
        using var receipt = await hub.SendAsStaffAsync(
            "data-steward", RunningHub.Request(HttpMethod.Get, $"/api/v1/consents/{consent}/receipt"), hasCsrf: false);
        Assert.All([explained, listed, receipt], response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));

        var accesses = await OwnAsync("wang", accessId: null);
        var fields = accesses.SelectMany(access => access.GetProperty("fields").EnumerateArray()).ToList();
        var coordinates = fields.Select(field => field.GetProperty("coordinate").GetString()).ToList();
        Assert.Superset(
            new HashSet<string?> { "Consents.list", "Consents.receipt", "Decisions.explain", "SubjectFacts.exists", "SubjectFacts.region" },
            coordinates.ToHashSet());
        var codes = accesses.SelectMany(access => access.GetProperty("roles").EnumerateArray()
            .Append(access.GetProperty("department")))
            .Concat(fields.Select(field => field.GetProperty("basis"))).Where(code => code.ValueKind == JsonValueKind.Object).ToList();
        Assert.Contains(codes, code => Code(code) == ("exchange", "平台自身"));
        Assert.All(codes, code => AssertIsInWords(code.GetProperty("code").GetString()!, code.GetProperty("title")));
        Assert.All(fields, field => AssertIsInWords(field.GetProperty("coordinate").GetString()!, field.GetProperty("title")));
    }

    [Theory]
    [InlineData("auditor", "", HttpStatusCode.Forbidden)]
    [InlineData("data-steward", "", HttpStatusCode.Forbidden)]
    [InlineData("officer", "", HttpStatusCode.Forbidden)]
    [InlineData("wang", "?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("wang", "?limit=101", HttpStatusCode.BadRequest)]
    [InlineData("wang", "?before=x", HttpStatusCode.BadRequest)]
    public async Task Nobody_else_reads_it_and_what_cannot_be_meant_is_refused(string user, string query, HttpStatusCode status)
    {
        using var response = await GetAsync(user, Path + query);
        using var client = await hub.SendAsClientAsync(Officer, RunningHub.Request(HttpMethod.Get, Path));

        Assert.Equal((status, HttpStatusCode.Forbidden), (response.StatusCode, client.StatusCode));
    }

    private static void AssertIsInWords(string code, JsonElement title)
    {
        Assert.NotEqual(code, title.GetProperty("zh").GetString());
        Assert.NotEqual(code, title.GetProperty("en").GetString());
    }

    private static (string Code, string Zh) Code(JsonElement view) =>
        (view.GetProperty("code").GetString()!, view.GetProperty("title").GetProperty("zh").GetString()!);

    private Task<HttpResponseMessage> GetAsync(string user, string path) =>
        hub.SendAsStaffAsync(user, RunningHub.Request(HttpMethod.Get, path), hasCsrf: false);

    // What of one access, or of all, a resident is shown, on whatever page.
    private async Task<IReadOnlyList<JsonElement>> OwnAsync(string user, string? accessId)
    {
        var found = new List<JsonElement>();
        string? next = null;
        do
        {
            using var response = await GetAsync(user, next is null ? Path : $"{Path}?before={next}");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var page = await RunningHub.JsonAsync(response);
            found.AddRange(page.GetProperty("accesses").EnumerateArray().Where(
                access => accessId is null || access.GetProperty("accessId").GetString() == accessId));
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);
        return found;
    }

    private async Task<string> PidAsync(string citizenNo)
    {
        using var request = Question(citizenNo, "pid");
        using var response = await hub.SendAsClientAsync(Officer, request);
        return (await RunningHub.JsonAsync(response)).GetProperty("data").GetProperty("person").GetProperty("pid").GetString()!;
    }

    private static HttpRequestMessage Question(string citizenNo, string selection)
    {
        var request = RunningHub.Request(
            HttpMethod.Post, "/graphql", new { query = $$"""{ person(citizenNo: "{{citizenNo}}") { {{selection}} } }""" });
        request.Headers.Add("Exchange-Purpose", "assistance.eligibility");
        request.Headers.Add("Exchange-Case", "SA-2026-000123");
        return request;
    }

    private async Task<string> AskAsync(string citizenNo, string selection)
    {
        using var request = Question(citizenNo, selection);
        using var response = await hub.SendAsClientAsync(Officer, request);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.StatusCode == HttpStatusCode.OK && !text.Contains("\"errors\"", StringComparison.Ordinal), text);
        return response.Headers.GetValues("Exchange-Access-Id").Single();
    }
}
