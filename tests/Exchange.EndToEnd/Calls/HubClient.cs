using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Exchange.EndToEnd.Calls;

/// <summary>How a question is asked: the headers that <see cref="HubClient.AskAsync"/> sends.</summary>
internal sealed record Under(string? Purpose = null, string? Case = null, string? Emergency = null);

/// <summary>A department's application, from outside: gets tokens, asks questions, reads the demo's source logs. Thread-safe.</summary>
internal sealed class HubClient(DemoCredentials credentials) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
    })
    {
        BaseAddress = new Uri(credentials.Url),
        Timeout = TimeSpan.FromMinutes(1),
    };

    private readonly ConcurrentDictionary<string, Task<string>> _tokens = new(StringComparer.Ordinal);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public DemoCredentials Credentials { get; } = credentials;

    public SourceLogs Sources { get; } = new(credentials);

    /// <summary>An access token of a demo client.</summary>
    public Task<string> TokenAsync(string clientId) => _tokens.GetOrAdd(clientId, FetchTokenAsync);

    /// <summary>Asks a question as a demo client.</summary>
    public async Task<Answer> AskAsync(string clientId, string query, Under under) =>
        await AskWithTokenAsync(await TokenAsync(clientId), query, under);

    /// <summary>Asks a question with a token as it is; with none where it is null.</summary>
    public async Task<Answer> AskWithTokenAsync(string? token, string query, Under under)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = Json(new { query }) };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        Add(request, "Exchange-Purpose", under.Purpose);
        Add(request, "Exchange-Case", under.Case);
        Add(request, "Exchange-Emergency", under.Emergency is { } emergency ? Uri.EscapeDataString(emergency) : null);
        using var response = await _http.SendAsync(request, Cancel);
        return await Answer.ReadAsync(response, Cancel);
    }

    /// <summary>Calls a trusted document by its id as a demo client; the answer as it stands.</summary>
    public async Task<JsonElement> CallAsync(string clientId, string documentId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = Json(new { documentId }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(clientId));
        var (response, body) = await SendAsync(request);
        using (response)
        {
            return JsonDocument.Parse(body).RootElement;
        }
    }

    /// <summary>Subscribes by Server-Sent Events as a demo client, takes this many events and leaves.</summary>
    public async Task<IReadOnlyList<JsonElement>> SubscribeAsync(string clientId, string query, Under under, int count)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = Json(new { query }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(clientId));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        Add(request, "Exchange-Purpose", under.Purpose);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancel), Encoding.UTF8);
        var events = new List<JsonElement>();
        while (events.Count < count && await reader.ReadLineAsync(Cancel) is { } line)
        {
            if (line.StartsWith("data: {", StringComparison.Ordinal))
            {
                events.Add(JsonDocument.Parse(line["data: ".Length..]).RootElement);
            }
        }

        return events;
    }

    /// <summary>Sends a request as it is and returns status and body.</summary>
    public async Task<(HttpResponseMessage Response, string Body)> SendAsync(HttpRequestMessage request)
    {
        var response = await _http.SendAsync(request, Cancel);
        return (response, await response.Content.ReadAsStringAsync(Cancel));
    }

    public async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var response = await _http.GetAsync(path, Cancel);
        return response.StatusCode;
    }

    /// <summary>Asks for a token with whatever form and header are given.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> TokenRequestAsync(
        Dictionary<string, string> form, (string Id, string Secret)? basic = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token") { Content = new FormUrlEncodedContent(form) };
        if (basic is { } pair)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{pair.Id}:{pair.Secret}")));
        }

        using var response = await _http.SendAsync(request, Cancel);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Cancel));
    }

    public async Task<JsonElement> GetJsonAsync(string path) => await _http.GetFromJsonAsync<JsonElement>(path, Cancel);

    /// <summary>Signs an account in.</summary>
    public async Task<ControlPlane> SignInAsync(string userName)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/session")
        {
            Content = Json(new { userName, password = Credentials.Account(userName).Password }),
        };
        request.Headers.Add("X-CSRF", "1");
        using var response = await _http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var cookie = response.Headers.GetValues("Set-Cookie").First().Split(';')[0];
        return new ControlPlane(this, ("Cookie", cookie), ("X-CSRF", "1"));
    }

    /// <summary>The control plane as a department's application reaches it.</summary>
    public async Task<ControlPlane> ControlPlaneAsync(string clientId) =>
        new(this, ("Authorization", $"Bearer {await TokenAsync(clientId)}"));

    public void Dispose() => _http.Dispose();

    internal static StringContent Json(object value) => new(JsonSerializer.Serialize(value), Encoding.UTF8, "application/json");

    private static void Add(HttpRequestMessage request, string name, string? value)
    {
        if (value is not null)
        {
            request.Headers.Add(name, value);
        }
    }

    private async Task<string> FetchTokenAsync(string clientId)
    {
        var client = Credentials.Client(clientId);
        var (status, body) =
            await TokenRequestAsync(new() { ["grant_type"] = "client_credentials" }, (client.ClientId, client.ClientSecret));
        Assert.Equal(HttpStatusCode.OK, status);
        return body.GetProperty("access_token").GetString()!;
    }
}
