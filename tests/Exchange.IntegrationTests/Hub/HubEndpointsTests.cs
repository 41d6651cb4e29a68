using System.Net;

namespace Exchange.IntegrationTests.Hub;

/// <summary>What a hub serves beside the graph.</summary>
[Collection(nameof(RunningHub))]
public sealed class HubEndpointsTests(RunningHub hub)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/healthz/live")]
    [InlineData("/healthz/ready")]
    public async Task A_running_hub_is_live_and_ready(string path)
    {
        using var response = await hub.Http.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/consents", "get", "200 400 401 403 503")]
    [InlineData("/api/v1/consents", "post", "201 400 401 403 409 413 503")]
    [InlineData("/api/v1/consents/{id}/withdraw", "post", "200 400 401 403 404 409 413 503")]
    [InlineData("/api/v1/overview", "get", "200 401 403 503")]
    [InlineData("/api/v1/access-records", "get", "200 400 401 403 503")]
    [InlineData("/api/v1/vocabulary", "get", "200 401")]
    [InlineData("/api/v1/policies/versions", "get", "200 401 403")]
    [InlineData("/api/v1/session", "post", "200 400 401 403 429 503")]
    public async Task The_control_plane_is_described(string path, string method, string answers)
    {
        using var response = await hub.Http.GetAsync("/openapi/v1.json", Cancel);

        var operation = (await RunningHub.JsonAsync(response)).GetProperty("paths").GetProperty(path).GetProperty(method);
        var described = operation.GetProperty("responses").EnumerateObject().Select(answer => answer.Name);
        Assert.Equal(answers.Split(' '), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_hubs_own_address_leads_to_the_console()
    {
        using var response = await hub.Http.GetAsync("/", Cancel);

        Assert.Equal(302, (int)response.StatusCode);
        Assert.Equal("/console", response.Headers.Location!.ToString());
    }

    [Fact]
    public async Task The_description_leaves_out_what_is_not_the_control_plane()
    {
        using var response = await hub.Http.GetAsync("/openapi/v1.json", Cancel);

        var paths = (await RunningHub.JsonAsync(response)).GetProperty("paths").EnumerateObject().Select(path => path.Name);
        Assert.All(paths, path => Assert.StartsWith("/api/v1/", path, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GET", "/api/v1/nowhere", 0, 404, "NOT_FOUND")]
    [InlineData("PUT", "/api/v1/session", 0, 405, "METHOD_NOT_ALLOWED")]
    [InlineData("POST", "/api/v1/session", 2_000_000, 413, "LIMIT_EXCEEDED")]
    public async Task What_the_framework_refuses_is_a_problem_with_a_code_too(string method, string path, int length, int status, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new ByteArrayContent(new byte[length]) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.ExpectContinue = true;
        request.Headers.Add("X-CSRF", "1");

        using var response = await hub.Http.SendAsync(request, Cancel);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, (await RunningHub.JsonAsync(response)).GetProperty("code").GetString());
    }
}
