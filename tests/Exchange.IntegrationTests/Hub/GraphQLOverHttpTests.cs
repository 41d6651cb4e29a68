using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Exchange.IntegrationTests.Hub;

/// <summary>The graph over HTTP: methods, media types, statuses, limits (GraphQL over HTTP).</summary>
[Collection(nameof(RunningHub))]
public sealed class GraphQLOverHttpTests(RunningHub hub)
{
    private const string Officer = "civil-affairs-assistance-officer";
    private const string Me = "{ me { client } }";
    private const string MyData = """{"me":{"client":"civil-affairs-assistance-officer"}}""";
    private const string Json = "application/json";
    private const string GraphQL = "application/graphql-response+json";
    private const string Secret = "990102195803120429";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, Json)]
    [InlineData(Json, Json)]
    [InlineData(GraphQL, GraphQL)]
    [InlineData("*/*", Json)]
    [InlineData("application/*", Json)]
    [InlineData($"{Json};q=0.5, {GraphQL}", GraphQL)]
    [InlineData($"{GraphQL};q=0.5, {Json}", Json)]
    [InlineData($"text/html, {GraphQL};q=0.1", GraphQL)]
    public async Task The_answer_has_the_media_type_that_the_client_likes_best(string? accept, string expected)
    {
        using var response = await PostAsync(new { query = Me }, accept);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($"{expected}; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(MyData, (await RunningHub.JsonAsync(response)).GetProperty("data").GetRawText());
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("en", false)]
    [InlineData("zh", true)]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", true)]
    [InlineData("fr, en;q=0.1, zh;q=0.5", true)]
    [InlineData("zh;q=0, fr", false)]
    [InlineData("*", false)]
    public async Task Where_to_ask_is_told_in_the_language_that_the_client_likes_best(string? language, bool isChinese)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(
                JsonSerializer.Serialize(new { query = $$"""{ person(citizenNo: "{{Secret}}") { alive } }""" }), Encoding.UTF8, Json),
        };
        if (language is not null)
        {
            request.Headers.AcceptLanguage.ParseAdd(language);
        }

        using var response = await hub.SendAsClientAsync(Officer, request);

        var withheld = (await RunningHub.JsonAsync(response)).GetProperty("extensions").GetProperty("exchange").GetProperty("withheld")[0];
        Assert.StartsWith(isChinese ? "向公安局" : "Ask the data steward", withheld.GetProperty("request").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData($"{GraphQL};q=0")]
    [InlineData("nonsense")]
    public async Task A_client_that_accepts_neither_media_type_is_told_so(string accept)
    {
        using var response = await PostAsync(new { query = Me }, accept);

        await AssertRefusedAsync(response, HttpStatusCode.NotAcceptable, "BAD_USER_INPUT");
    }

    [Theory]
    [InlineData("{ me {", "GRAPHQL_PARSE_FAILED")]
    [InlineData("{ nothing }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("query A { __typename } query B { __typename }", "OPERATION_RESOLUTION_FAILURE")]
    public async Task A_request_that_cannot_run_is_400_in_the_media_type_of_graphql_and_200_in_json(string query, string code)
    {
        using var graphql = await PostAsync(new { query }, GraphQL);
        using var json = await PostAsync(new { query }, Json);

        await AssertRefusedAsync(graphql, HttpStatusCode.BadRequest, code);
        await AssertRefusedAsync(json, HttpStatusCode.OK, code);
    }

    [Fact]
    public async Task Without_a_token_nobody_is_answered_and_the_body_is_not_even_read()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent("{", Encoding.UTF8, Json) };
        using var response = await hub.Http.SendAsync(request, Cancel);

        Assert.Equal("Bearer realm=\"exchange\"", response.Headers.WwwAuthenticate.ToString());
        await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        Assert.False(response.Headers.Contains("Exchange-Access-Id"));
    }

    [Theory]
    [InlineData("Bearer", "nonsense")]
    [InlineData("Bearer", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.")]
    [InlineData("bearer", "a.b.c")]
    public async Task A_token_that_is_not_ours_is_called_invalid(string scheme, string token)
    {
        using var request = RunningHub.Request(HttpMethod.Post, "/graphql", new { query = Me });
        request.Headers.Authorization = new AuthenticationHeaderValue(scheme, token);
        using var response = await hub.Http.SendAsync(request, Cancel);

        Assert.Contains("error=\"invalid_token\"", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_beyond_the_limit_is_413_and_names_it(bool isChunked)
    {
        using var request = RunningHub.Request(HttpMethod.Post, "/graphql", new { query = Me + new string(' ', 1 << 20) });
        request.Headers.TransferEncodingChunked = isChunked;
        using var response = await hub.SendAsClientAsync(Officer, request);

        var error = await AssertRefusedAsync(response, HttpStatusCode.RequestEntityTooLarge, "LIMIT_EXCEEDED");
        Assert.Equal("body", error.GetProperty("extensions").GetProperty("limit").GetString());
        Assert.Equal("LIMIT_EXCEEDED", (await hub.RecordOfAsync(response)).ErrorCode);
    }

    [Theory]
    [InlineData(70)]
    [InlineData(990)]
    public async Task Variables_nested_beyond_the_limit_are_refused_by_its_name(int levels)
    {
        var value = new string('[', levels) + new string(']', levels);
        using var request = RunningHub.Request(HttpMethod.Post, "/graphql", new { });
        request.Content = new StringContent($$$"""{"query":"{{{Me}}}","variables":{"a":{{{value}}}}}""", Encoding.UTF8, "application/json");
        using var response = await hub.SendAsClientAsync(Officer, request);

        var error = await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "LIMIT_EXCEEDED");
        Assert.Equal("valueDepth", error.GetProperty("extensions").GetProperty("limit").GetString());
    }

    [Theory]
    [InlineData("ZZ\r\n", 400, "BAD_USER_INPUT")]
    [InlineData("300000\r\n", 413, "LIMIT_EXCEEDED")]
    public async Task A_body_that_the_server_itself_refuses_is_on_record_like_any_other(string chunk, int status, string code)
    {
        var answer = await SendRawAsync(
            $"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: Bearer {await hub.TokenAsync(Officer)}\r\n"
            + $"Content-Type: {Json}\r\nTransfer-Encoding: chunked\r\n\r\n{chunk}" + new string(' ', status == 413 ? 0x300000 : 0));

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Contains($"\"code\":\"{code}\"", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nExchange-Access-Id: ", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/graphql")]
    [InlineData(null)]
    public async Task Only_json_in_utf8_is_taken(string? contentType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new { query = Me })),
        };
        request.Content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        using var response = await hub.SendAsClientAsync(Officer, request);

        await AssertRefusedAsync(response, HttpStatusCode.UnsupportedMediaType, "BAD_USER_INPUT");
    }

    [Theory]
    [InlineData("")]
    [InlineData($"{{\"query\": \"{Secret}")]
    [InlineData($"\"{Secret}\"")]
    [InlineData($"[{{\"query\": \"{{ me {{ client }} }} # {Secret}\"}}]")]
    [InlineData($"{{\"variables\": {{\"n\": \"{Secret}\"}}}}")]
    [InlineData($"{{\"query\": {Secret}}}")]
    [InlineData($"{{\"query\": \"{{ __typename }}\", \"variables\": \"{Secret}\"}}")]
    [InlineData($"{{\"query\": \"{{ __typename }}\", \"operationName\": {Secret}}}")]
    [InlineData($"{{\"query\": \"{{ __typename }}\", \"extensions\": [{Secret}]}}")]
    [InlineData($"{{\"query\": \"{{ __typename }}\", \"variables\": {{\"{Secret}\": 1, \"{Secret}\": 2}}}}")]
    [InlineData("{\"query\": \"\\ud800\"}")]
    [InlineData("{\"query\": \"{ __typename }\", \"operationName\": \"\\ud800\"}")]
    public async Task What_is_no_graphql_request_is_400_and_nothing_of_it_is_echoed(string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(body, Encoding.UTF8, Json) };
        using var response = await hub.SendAsClientAsync(Officer, request);

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "BAD_USER_INPUT");
        Assert.DoesNotContain(Secret, await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal("BAD_USER_INPUT", (await hub.RecordOfAsync(response)).ErrorCode);
    }

    [Fact]
    public async Task A_query_string_carries_document_name_and_variables()
    {
        const string Query = "query Other { __typename } query Mine($with: Boolean!) { me { client officer @include(if: $with) } }";
        using var response = await GetAsync(Query, "Mine", """{"with":false}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(MyData, (await RunningHub.JsonAsync(response)).GetProperty("data").GetRawText());
    }

    [Theory]
    [InlineData("/graphql")]
    [InlineData("/graphql?query=")]
    [InlineData("/graphql?query=%7B__typename%7D&query=%7B__typename%7D")]
    [InlineData($"/graphql?query=%7B__typename%7D&variables={Secret}")]
    [InlineData($"/graphql?query=%7B__typename%7D&variables=%7B{Secret}")]
    [InlineData($"/graphql?query=%7B__typename%7D&extensions=%5B{Secret}%5D")]
    [InlineData("/graphql?query=%7B__typename%7D&extensions=%7B%22persistedQuery%22:%7B%22version%22:1,%22sha256Hash%22:%22\\ud800%22%7D%7D")]
    public async Task A_query_string_that_is_no_request_is_400_and_nothing_of_it_is_echoed(string path)
    {
        using var response = await hub.SendAsClientAsync(Officer, RunningHub.Request(HttpMethod.Get, path));

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "BAD_USER_INPUT");
        Assert.DoesNotContain(Secret, await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_serves_queries_only()
    {
        using var response = await GetAsync("mutation { person }");

        await AssertRefusedAsync(response, HttpStatusCode.MethodNotAllowed, "GRAPHQL_VALIDATION_FAILED");
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Other_methods_are_not_allowed(string method)
    {
        using var response = await hub.SendAsClientAsync(Officer, RunningHub.Request(new HttpMethod(method), "/graphql"));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "POST"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task An_answer_is_stored_by_nobody_and_names_its_access_record()
    {
        using var response = await PostAsync(new { query = Me }, null);

        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
        Assert.False(response.Headers.Contains("Server"));
        var extensions = (await RunningHub.JsonAsync(response)).GetProperty("extensions").GetProperty("exchange");
        Assert.Equal(extensions.GetProperty("accessId").GetString(), (await hub.RecordOfAsync(response)).AccessId);
    }

    private async Task<string> SendRawAsync(string request)
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(hub.Http.BaseAddress!.Host, hub.Http.BaseAddress.Port, Cancel);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Cancel);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(Cancel);
    }

    private async Task<HttpResponseMessage> PostAsync(object body, string? accept)
    {
        var request = RunningHub.Request(HttpMethod.Post, "/graphql", body);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return await hub.SendAsClientAsync(Officer, request);
    }

    private Task<HttpResponseMessage> GetAsync(string query, string? name = null, string? variables = null)
    {
        var path = new StringBuilder("/graphql?query=").Append(Uri.EscapeDataString(query));
        if (name is not null)
        {
            path.Append("&operationName=").Append(name);
        }

        if (variables is not null)
        {
            path.Append("&variables=").Append(Uri.EscapeDataString(variables));
        }

        return hub.SendAsClientAsync(Officer, RunningHub.Request(HttpMethod.Get, path.ToString()));
    }

    private static async Task<JsonElement> AssertRefusedAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.True(response.Headers.CacheControl?.NoStore);
        var body = await RunningHub.JsonAsync(response);
        Assert.False(body.TryGetProperty("data", out _));
        var error = Assert.Single(body.GetProperty("errors").EnumerateArray());
        Assert.Equal(code, error.GetProperty("extensions").GetProperty("code").GetString());
        return error;
    }
}
