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
    [InlineData("/api/v1/consents/{id}/withdraw", "post", "200 401 403 404 409 503")]
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
    public async Task The_description_leaves_out_what_is_not_the_control_plane()
    {
        using var response = await hub.Http.GetAsync("/openapi/v1.json", Cancel);

        var paths = (await RunningHub.JsonAsync(response)).GetProperty("paths").EnumerateObject().Select(path => path.Name);
        Assert.All(paths, path => Assert.StartsWith("/api/v1/", path, StringComparison.Ordinal));
    }
}
