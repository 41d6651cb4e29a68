using System.Net;
using System.Text;
using System.Text.Json;
using Exchange.Gateway;
using Exchange.IntegrationTests.Hub;

namespace Exchange.IntegrationTests.Gateway;

/// <summary>The statuses of the release of September 2026 (GraphQL over HTTP, section 5.4).</summary>
public sealed class HttpEditionTests(HttpEditionTests.NewEdition edition) : IClassFixture<HttpEditionTests.NewEdition>
{
    private const string GraphQL = "application/graphql-response+json";
    private const string Json = "application/json";

    private readonly StreamingHub _hub = edition.Hub;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{", 400, "BAD_USER_INPUT")]
    [InlineData("{\"qeury\":\"{ me { client } }\"}", 422, "BAD_USER_INPUT")]
    [InlineData("{\"query\":\"{ me { client } }\",\"variables\":[7]}", 422, "BAD_USER_INPUT")]
    [InlineData("[{\"query\":\"{ me { client } }\"}]", 422, "BAD_USER_INPUT")]
    [InlineData("{\"query\":\"{ me {\"}", 400, "GRAPHQL_PARSE_FAILED")]
    [InlineData("{\"query\":\"{ nothing }\"}", 422, "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{\"query\":\"query A { __typename } query B { __typename }\"}", 422, "OPERATION_RESOLUTION_FAILURE")]
    [InlineData("{\"query\":\"query ($n: CitizenNo!) { person(citizenNo: $n) { alive } }\"}", 422, "BAD_USER_INPUT")]
    public async Task What_can_be_read_and_not_run_is_422_and_what_cannot_be_read_is_400_for_clients_of_old_too(string body, int status, string code)
    {
        foreach (var accept in new[] { GraphQL, Json })
        {
            using var response = await PostAsync(body, accept);

            Assert.Equal(status, (int)response.StatusCode);
            Assert.Equal(GraphQL, response.Content.Headers.ContentType?.MediaType);
            var error = (await RunningHub.JsonAsync(response)).GetProperty("errors")[0];
            Assert.Equal(code, error.GetProperty("extensions").GetProperty("code").GetString());
        }
    }

    [Theory]
    [InlineData(GraphQL, 294)]
    [InlineData(Json, 200)]
    public async Task Data_beside_errors_is_294_where_the_media_type_says_what_that_means(string accept, int status)
    {
        using var response = await PostAsync("""{"query":"{ me { client } person { alive } }"}""", accept);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(accept, response.Content.Headers.ContentType?.MediaType);
        var body = await RunningHub.JsonAsync(response);
        Assert.Equal(JsonValueKind.Object, body.GetProperty("data").GetProperty("me").ValueKind);
        Assert.Equal(1, body.GetProperty("errors").GetArrayLength());
    }

    [Theory]
    [InlineData(GraphQL)]
    [InlineData(Json)]
    public async Task Data_without_errors_is_200(string accept)
    {
        using var response = await PostAsync("""{"query":"{ me { client } }"}""", accept);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(accept, response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_stranger_is_told_in_the_media_type_of_graphql()
    {
        using var response = await _hub.Http.SendAsync(RunningHub.Request(HttpMethod.Post, "/graphql", new { query = "{ me { client } }" }), Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(GraphQL, response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x", "multipart")]
    [InlineData("application/x-www-form-urlencoded", "application/json")]
    [InlineData("text/plain", "application/json")]
    public async Task What_a_form_of_any_page_can_send_is_415_with_what_to_send_instead(string type, string named)
    {
        using var request = await _hub.AsAsync(StreamingHub.Officer, new HttpRequestMessage(HttpMethod.Post, "/graphql"), GraphQL);
        request.Content = new ByteArrayContent("query=%7Bme%7Bclient%7D%7D"u8.ToArray());
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await _hub.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Contains(named, await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> PostAsync(string body, string accept)
    {
        using var request = await _hub.AsAsync(StreamingHub.Officer, new HttpRequestMessage(HttpMethod.Post, "/graphql"), accept);
        request.Content = new StringContent(body, Encoding.UTF8, Json);
        request.Headers.Add("Exchange-Purpose", "assistance.eligibility");
        request.Headers.Add("Exchange-Case", "SA-2026-000123");
        return await _hub.Http.SendAsync(request, Cancel);
    }

    /// <summary>The hub of these tests.</summary>
    public sealed class NewEdition : IAsyncLifetime
    {
        internal StreamingHub Hub { get; private set; } = null!;

        public async ValueTask InitializeAsync() =>
            Hub = await StreamingHub.StartAsync(options => options with { HttpProfile = HttpProfile.Edition2026 });

        public ValueTask DisposeAsync() => Hub.DisposeAsync();
    }
}
