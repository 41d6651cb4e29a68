using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Exchange.EndToEnd.Federation;

/// <summary>The federation gateway for development, from outside.</summary>
public sealed class FederateTests(TwoDepartments city) : IClassFixture<TwoDepartments>
{
    private const string Books = "{ books { title reviews { text book { title } } } }";

    private const string BooksAnswer = """
        {"books":[{"title":"第一册","reviews":[{"text":"About 1","book":{"title":"第一册"}}]},{"title":"Two","reviews":[{"text":"About 2","book":{"title":"Two"}}]}]}
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_query_over_two_departments_is_answered_without_token_and_without_errors()
    {
        using var response = await PostAsync(Books);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotEmpty(Assert.Single(response.Headers.GetValues("Exchange-Access-Id")));
        var answer = await JsonOf(response);
        Assert.False(answer.TryGetProperty("errors", out _));
        AssertData(BooksAnswer, answer);
    }

    [Fact]
    public async Task The_greeting_says_that_it_is_for_development()
    {
        Assert.Contains("for development", city.Gateway.Greeting, StringComparison.Ordinal);
        using var response = await city.Client.GetAsync(new Uri("/healthz/ready", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Variables_and_conditions_are_heeded()
    {
        const string query = "query Q($id: ID!, $more: Boolean!) { book(id: $id) { title reviews @include(if: $more) { text } } }";
        AssertData("""{"book":{"title":"Two"}}""", await JsonOf(await PostAsync(query, new { id = "2", more = false })));
        AssertData(
            """{"book":{"title":"Two","reviews":[{"text":"About 2"}]}}""", await JsonOf(await PostAsync(query, new { id = "2", more = true })));
    }

    [Fact]
    public async Task A_mutation_is_served_by_POST_and_refused_by_GET()
    {
        const string mutation = """mutation { rename(id: "1", title: "Anew") { id title } }""";
        AssertData("""{"rename":{"id":"1","title":"Anew"}}""", await JsonOf(await PostAsync(mutation)));
        using var get = await city.Client.GetAsync(new Uri($"/graphql?query={Uri.EscapeDataString(mutation)}", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, get.StatusCode);
    }

    [Fact]
    public async Task A_query_may_come_by_GET()
    {
        using var response = await city.Client.GetAsync(new Uri("/graphql?query=%7Blatest%7Btext%7D%7D", UriKind.Relative), Cancel);
        AssertData("""{"latest":{"text":"About 1"}}""", await JsonOf(response));
    }

    [Fact]
    public async Task A_wrong_document_is_refused_with_its_place()
    {
        using var response = await PostAsync("{ books { titel } }");
        var error = (await JsonOf(response)).GetProperty("errors")[0];
        Assert.Equal("GRAPHQL_VALIDATION_FAILED", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal(11, error.GetProperty("locations")[0].GetProperty("column").GetInt32());
    }

    [Fact]
    public async Task The_schema_can_be_read_and_shows_no_machinery()
    {
        var answer = await JsonOf(await PostAsync("{ __schema { queryType { fields { name } } types { name } } __typename }"));
        var data = answer.GetProperty("data");
        Assert.Equal(
            ["book", "books", "latest"],
            data.GetProperty("__schema").GetProperty("queryType").GetProperty("fields").EnumerateArray().Select(NameOf).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(data.GetProperty("__schema").GetProperty("types").EnumerateArray(), type => NameOf(type).StartsWith('_') && !NameOf(type).StartsWith("__", StringComparison.Ordinal));
        Assert.Equal("Query", data.GetProperty("__typename").GetString());
    }

    [Fact]
    public async Task A_query_may_come_as_an_event_stream()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = "{ latest { text } }" }) };
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await city.Client.SendAsync(request, Cancel);
        var events = await response.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("event: next\ndata: {\"data\":{\"latest\":{\"text\":\"About 1\"}}", events, StringComparison.Ordinal);
        Assert.EndsWith("event: complete\ndata:\n\n", events, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_may_come_by_WebSocket()
    {
        using var socket = await ConnectAsync(null);
        await SendAsync(socket, new { type = "connection_init" });
        Assert.Equal("connection_ack", TypeOf(await ReceiveAsync(socket)));
        await SendAsync(socket, new { type = "subscribe", id = "1", payload = new { query = "{ latest { text } }" } });
        var next = await ReceiveAsync(socket);
        Assert.Equal("About 1", next.GetProperty("payload").GetProperty("data").GetProperty("latest").GetProperty("text").GetString());
        Assert.Equal("complete", TypeOf(await ReceiveAsync(socket)));
    }

    [Theory]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Host", "elsewhere.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task A_page_of_another_site_gets_nothing(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = "{ latest { text } }" }) };
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await city.Client.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_page_of_another_site_gets_no_WebSocket() =>
        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync("https://elsewhere.example"));

    [Fact]
    public async Task What_was_asked_is_on_record_in_memory_and_nothing_is_written_to_disk()
    {
        using var response = await PostAsync("query OnRecord { latest { book { title } } }");
        var accessId = Assert.Single(response.Headers.GetValues("Exchange-Access-Id"));
        var records = await city.Client.GetFromJsonAsync<JsonElement>("/records", Cancel);
        var record = Assert.Single(records.EnumerateArray(), one => one.GetProperty("accessId").GetString() == accessId);
        Assert.Equal("OnRecord", record.GetProperty("operation").GetString());
        Assert.Equal(["Query.latest", "Review.book", "Book.title"], TextsOf(record, "coordinates"));
        Assert.Equal(["Book.id"], TextsOf(record, "joined"));
        Assert.Equal(
            ["library answered", "reviews answered"],
            record.GetProperty("sources").EnumerateArray()
                .Select(source => $"{source.GetProperty("subgraph").GetString()} {source.GetProperty("state").GetString()}").Order(StringComparer.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(city.Folder.Of("work")));
    }

    private static string[] TextsOf(JsonElement record, string name) => [.. record.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];

    private static string NameOf(JsonElement named) => named.GetProperty("name").GetString()!;

    private static string? TypeOf(JsonElement message) => message.GetProperty("type").GetString();

    private static void AssertData(string expected, JsonElement answer)
    {
        using var document = JsonDocument.Parse(expected);
        Assert.True(
            JsonElement.DeepEquals(document.RootElement, answer.GetProperty("data")), $"Expected {expected.Trim()}, but the answer is {answer.GetRawText()}");
    }

    private static async Task<JsonElement> JsonOf(HttpResponseMessage response) => await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);

    private static async Task SendAsync(ClientWebSocket socket, object message) =>
        await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, Cancel);

    private static async Task<JsonElement> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[16 * 1024];
        var message = await socket.ReceiveAsync(buffer, Cancel);
        Assert.True(message.EndOfMessage && message.MessageType == WebSocketMessageType.Text, $"The socket gave {message.MessageType}.");
        return JsonSerializer.Deserialize<JsonElement>(Encoding.UTF8.GetString(buffer, 0, message.Count));
    }

    private async Task<ClientWebSocket> ConnectAsync(string? origin)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        try
        {
            await socket.ConnectAsync(new UriBuilder(city.Gateway.Address) { Scheme = "ws", Path = "/graphql" }.Uri, Cancel);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private Task<HttpResponseMessage> PostAsync(string query, object? variables = null) =>
        city.Client.PostAsJsonAsync("/graphql", new { query, variables }, Cancel);
}
