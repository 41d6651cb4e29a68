using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Exchange.IntegrationTests.Hub;

namespace Exchange.IntegrationTests.Console;

/// <summary>Who calls is known before anything that was sent is judged, and what is wrong with it is said then.</summary>
[Collection(nameof(RunningHub))]
public sealed class CallerFirstTests(RunningHub hub)
{
    // What anybody may send, to become somebody.
    private static readonly string[] Open = ["signIn", "passkeySignInOptions", "passkeySignIn", "createFirstAccount"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_parameter_of_any_query_is_judged_before_the_caller_is_known()
    {
        var asked = 0;
        foreach (var (path, method, operation) in await OperationsAsync())
        {
            foreach (var parameter in Parameters(operation).Where(parameter => parameter.GetProperty("in").GetString() == "query"))
            {
                using var request = RunningHub.Request(new HttpMethod(method), $"{path}?{parameter.GetProperty("name").GetString()}=not%20this");
                using var response = await hub.Http.SendAsync(request, Cancel);

                await IsProblemAsync(response, HttpStatusCode.Unauthorized, "");
                asked++;
            }
        }

        Assert.True(asked >= 15, $"{asked} parameters were found.");
    }

    [Fact]
    public async Task No_body_is_judged_before_the_caller_is_known()
    {
        var asked = 0;
        foreach (var (path, method, operation) in await OperationsAsync())
        {
            if (operation.TryGetProperty("requestBody", out _) && !Open.Contains(operation.GetProperty("operationId").GetString()))
            {
                using var request = Text(new HttpMethod(method), path);
                request.Headers.Add("X-CSRF", "1");
                using var response = await hub.Http.SendAsync(request, Cancel);

                await IsProblemAsync(response, HttpStatusCode.Unauthorized, "");
                asked++;
            }
        }

        Assert.True(asked >= 25, $"{asked} bodies were found.");
    }

    [Theory]
    [InlineData("/api/v1/access-records?limit=abc", "\"limit\" must be a whole number from 1 to 100.")]
    [InlineData("/api/v1/access-records?limit=", "\"limit\" must be a whole number from 1 to 100.")]
    [InlineData("/api/v1/access-records?limit=5&limit=6", "\"limit\" must be a whole number from 1 to 100.")]
    [InlineData("/api/v1/access-records?limit=101", "\"limit\" must be a whole number from 1 to 100.")]
    [InlineData("/api/v1/decisions/explain?field=x&case=abc", "\"case\" must be true or false.")]
    [InlineData("/api/v1/decisions/explain?field=x&emergency=1", "\"emergency\" must be true or false.")]
    public async Task What_is_wrong_with_a_parameter_is_said_to_whoever_may_send_it(string address, string detail)
    {
        using var response = await hub.SendAsStaffAsync("auditor", RunningHub.Request(HttpMethod.Get, address), hasCsrf: false);

        await IsProblemAsync(response, HttpStatusCode.BadRequest, detail);
    }

    [Theory]
    [InlineData("limit=abc", "\"limit\" must be a whole number from 1 to 500.")]
    [InlineData("since=yesterday", "\"since\" must be a time with its offset")]
    [InlineData("since=2026-12-01T00:00:00", "\"since\" must be a time with its offset")]
    [InlineData("since=2026-12-01T00:00:00+08:00", "percent-encoded")]
    public async Task What_is_wrong_with_a_parameter_is_said_to_the_client_that_sent_it(string query, string detail)
    {
        using var response = await hub.SendAsClientAsync(
            "civil-affairs-assistance-officer", RunningHub.Request(HttpMethod.Get, "/api/v1/notifications?" + query));

        await IsProblemAsync(response, HttpStatusCode.BadRequest, detail);
    }

    [Theory]
    [InlineData("since=2026-12-01T00:00:00Z")]
    [InlineData("since=2026-12-01T00:00:00.5%2B08:00")]
    [InlineData("since=2026-12-01T00:00:00-01:00&limit=1")]
    public async Task A_time_with_its_offset_is_understood(string query)
    {
        using var response = await hub.SendAsClientAsync(
            "civil-affairs-assistance-officer", RunningHub.Request(HttpMethod.Get, "/api/v1/notifications?" + query));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("auditor", "/api/v1/reversals", HttpStatusCode.Forbidden, "data steward")]
    [InlineData("data-steward", "/api/v1/reversals", HttpStatusCode.BadRequest, "application/json")]
    [InlineData("data-steward", "/api/v1/consents", HttpStatusCode.BadRequest, "application/json")]
    [InlineData("policy-approver", "/api/v1/policies/drafts/nobody/approve", HttpStatusCode.BadRequest, "application/json")]
    [InlineData("auditor", "/api/v1/accounts", HttpStatusCode.Forbidden, "")]
    [InlineData("account-admin", "/api/v1/accounts", HttpStatusCode.BadRequest, "application/json")]
    public async Task A_body_that_is_no_json_is_refused_for_that_only_to_whoever_may_send_one(
        string user, string path, HttpStatusCode status, string detail)
    {
        using var response = await hub.SendAsStaffAsync(user, Text(HttpMethod.Post, path));

        await IsProblemAsync(response, status, detail);
    }

    private static HttpRequestMessage Text(HttpMethod method, string path) =>
        new(method, path) { Content = new StringContent("{}", Encoding.UTF8, "text/plain"), Headers = { TransferEncodingChunked = true } };

    private static IEnumerable<JsonElement> Parameters(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : [];

    private static async Task IsProblemAsync(HttpResponseMessage response, HttpStatusCode status, string detail)
    {
        var address = response.RequestMessage!.RequestUri!.PathAndQuery;
        Assert.True(status == response.StatusCode, $"{address} answers {response.StatusCode}.");
        Assert.Equal(new MediaTypeHeaderValue("application/problem+json"), response.Content.Headers.ContentType);
        Assert.Contains(detail, (await RunningHub.JsonAsync(response)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    // Every operation of the control plane, under an address that it answers.
    private async Task<IReadOnlyList<(string Path, string Method, JsonElement Operation)>> OperationsAsync()
    {
        using var response = await hub.Http.GetAsync("/openapi/v1.json", Cancel);
        var paths = (await RunningHub.JsonAsync(response)).GetProperty("paths").EnumerateObject();
        return [.. paths.SelectMany(path => path.Value.EnumerateObject().Select(
            operation => (path.Name.Replace('{', '1').Replace('}', '1'), operation.Name.ToUpperInvariant(), operation.Value)))];
    }
}
