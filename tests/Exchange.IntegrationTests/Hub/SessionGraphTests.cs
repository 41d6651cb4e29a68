using System.Net;
using System.Text.Json;
using Exchange.Audit.Records;

namespace Exchange.IntegrationTests.Hub;

/// <summary><c>/graphql</c> by the session of a signed-in account.</summary>
[Collection(nameof(RunningHub))]
public sealed class SessionGraphTests(RunningHub hub)
{
    private const string Me = "{ me { client department { code } officer roles purposes regionCode } }";
    private const string Client = "health-community-doctor";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_officer_asks_as_the_console_client_of_the_own_department_and_is_on_record_by_an_opaque_id()
    {
        using var response = await AskAsync("officer");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var me = (await RunningHub.JsonAsync(response)).GetProperty("data").GetProperty("me");
        Assert.Equal("console", me.GetProperty("client").GetString());
        Assert.Equal("civil-affairs", me.GetProperty("department").GetProperty("code").GetString());
        Assert.Equal("990102", me.GetProperty("regionCode").GetString());
        Assert.Equal(["assistance-officer"], me.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        Assert.Equal(["assistance.eligibility"], me.GetProperty("purposes").EnumerateArray().Select(purpose => purpose.GetString()));
        var caller = (await hub.RecordOfAsync(response)).Caller;
        Assert.Equal(("console", "civil-affairs"), (caller.ClientId, caller.Department));
        Assert.True(Guid.TryParse(caller.Officer, out _), "The officer should be an opaque id.");
        Assert.DoesNotContain("officer", caller.Officer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("auditor")]
    [InlineData("account-admin")]
    public async Task An_account_without_a_department_is_refused_on_the_record(string user)
    {
        using var request = RunningHub.Request(HttpMethod.Post, "/graphql", new { query = Me });
        request.Headers.Add("Exchange-Emergency", "because");
        using var response = await hub.SendAsStaffAsync(user, request);

        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "FORBIDDEN");
        var record = await hub.RecordOfAsync(response);
        Assert.Equal((AccessOutcome.Refused, "FORBIDDEN"), (record.Outcome, record.ErrorCode));
        Assert.Equal("console", record.Caller.ClientId);
        Assert.Empty(record.Caller.Roles);
        Assert.Empty(record.Disclosures);
    }

    [Fact]
    public async Task A_resident_reads_her_own_record_and_nobody_elses()
    {
        const string query = """
            { own: person(citizenNo: "990102195803120429") { name pension { receives } } husband: person(citizenNo: "990102195608200319") { name } }
            """;
        using var request = RunningHub.Request(HttpMethod.Post, "/graphql", new { query });
        request.Headers.Add("Exchange-Purpose", "subject.access");
        using var response = await hub.SendAsStaffAsync("wang", request);

        var data = (await RunningHub.JsonAsync(response)).GetProperty("data");
        Assert.Equal("王秀芳", data.GetProperty("own").GetProperty("name").GetString());
        Assert.True(data.GetProperty("own").GetProperty("pension").GetProperty("receives").GetBoolean());
        Assert.Equal(JsonValueKind.Null, data.GetProperty("husband").ValueKind);
        var record = await hub.RecordOfAsync(response);
        Assert.Equal(("residents", "subject.access"), (record.Caller.Department, record.Caller.Purpose));
        Assert.Equal(["resident"], record.Caller.Roles);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("GET")]
    public async Task Without_the_header_that_another_site_cannot_send_nothing_is_asked(string method)
    {
        using var request = method == "GET"
            ? RunningHub.Request(HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString(Me)}")
            : RunningHub.Request(HttpMethod.Post, "/graphql", new { query = Me });
        using var response = await hub.SendAsStaffAsync("officer", request, hasCsrf: false);

        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "CSRF_HEADER_REQUIRED");
        Assert.False(response.Headers.Contains("Exchange-Access-Id"));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    public async Task A_page_of_another_site_is_refused_even_with_the_header(string name, string value)
    {
        using var response = await AskAsync("officer", (name, value));

        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "CROSS_SITE");
    }

    [Fact]
    public async Task The_hubs_own_page_is_let_in()
    {
        using var response = await AskAsync(
            "officer", ("Sec-Fetch-Site", "same-origin"), ("Origin", hub.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_query_in_the_address_is_answered_with_the_header()
    {
        using var response = await hub.SendAsStaffAsync(
            "officer", RunningHub.Request(HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString(Me)}"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Where_a_token_is_sent_too_the_session_does_not_count()
    {
        using var good = RunningHub.Request(HttpMethod.Post, "/graphql", new { query = Me });
        good.Headers.Add("Cookie", await hub.CookieAsync("officer"));
        using var asClient = await hub.SendAsClientAsync(Client, good);
        using var bad = await AskAsync("officer", ("Authorization", "Bearer nonsense"));
        using var other = await AskAsync("officer", ("Authorization", "Basic b2ZmaWNlcjo="));

        var me = (await RunningHub.JsonAsync(asClient)).GetProperty("data").GetProperty("me");
        Assert.Equal(Client, me.GetProperty("client").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, bad.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, other.StatusCode);
    }

    [Fact]
    public async Task A_session_that_is_over_opens_nothing()
    {
        using var request = RunningHub.Request(HttpMethod.Post, "/graphql", new { query = Me });
        request.Headers.Add("Cookie", "__Host-exchange=" + new string('a', 43));
        request.Headers.Add("X-CSRF", "1");
        using var response = await hub.Http.SendAsync(request, Cancel);

        await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task An_officer_may_read_the_schema()
    {
        using var response = await hub.SendAsStaffAsync(
            "officer", RunningHub.Request(HttpMethod.Post, "/graphql", new { query = "{ __schema { queryType { name } } }" }));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(JsonValueKind.Object, (await RunningHub.JsonAsync(response)).GetProperty("data").GetProperty("__schema").ValueKind);
    }

    [Theory]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", HttpStatusCode.Redirect)]
    [InlineData("text/html", HttpStatusCode.Redirect)]
    [InlineData("*/*", HttpStatusCode.Unauthorized)]
    [InlineData("application/json, text/html", HttpStatusCode.Unauthorized)]
    [InlineData("application/graphql-response+json", HttpStatusCode.Unauthorized)]
    [InlineData("text/html;q=0, */*", HttpStatusCode.Unauthorized)]
    public async Task A_browser_that_opens_the_address_is_led_to_the_explorer_and_nobody_else(string accept, HttpStatusCode status)
    {
        using var request = RunningHub.Request(HttpMethod.Get, "/graphql?query=%7Bme%7D");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await hub.Http.SendAsync(request, Cancel);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(status == HttpStatusCode.Redirect ? "/console/data/explorer" : null, response.Headers.Location?.ToString());
    }

    private async Task<HttpResponseMessage> AskAsync(string user, params (string Name, string Value)[] headers)
    {
        var request = RunningHub.Request(HttpMethod.Post, "/graphql", new { query = Me });
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await hub.SendAsStaffAsync(user, request);
    }

    private static async Task AssertRefusedAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        Assert.Equal(status, response.StatusCode);
        var body = await RunningHub.JsonAsync(response);
        Assert.False(body.TryGetProperty("data", out _));
        var error = Assert.Single(body.GetProperty("errors").EnumerateArray());
        Assert.Equal(code, error.GetProperty("extensions").GetProperty("code").GetString());
    }
}
