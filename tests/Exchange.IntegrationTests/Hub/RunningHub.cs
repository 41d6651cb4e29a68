using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Exchange.Audit.Records;
using Exchange.Audit.Verification;
using Exchange.Host.Composition;
using Exchange.Host.DemoCity;

namespace Exchange.IntegrationTests.Hub;

/// <summary>One hub of the demo city over real HTTP, shared by the tests of the transports and of the control plane.</summary>
public sealed class RunningHub : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, Task<string>> _tokens = new();
    private readonly ConcurrentDictionary<string, Task<string>> _cookies = new();
    private readonly DirectoryInfo _console = Directory.CreateTempSubdirectory("exchange-console-");
    private DemoHub _hub = null!;

    public string Folder { get; } = Directory.CreateTempSubdirectory("exchange-hub-").FullName;

    /// <summary>A client without cookies and redirects.</summary>
    public HttpClient Http { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // A console of one page: whether the real one was built is no matter of these tests.
        await File.WriteAllTextAsync(Path.Combine(_console.FullName, "index.html"), "<!doctype html>", Cancel);
        var options = HubOptions.Read(Folder, "http://127.0.0.1:0") with { ConsoleFolder = _console.FullName };
        _hub = await DemoHub.StartAsync(options, "small", TimeSpan.Zero, Cancel);
        var transport = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false };
        Http = new HttpClient(transport) { BaseAddress = new Uri(_hub.Address) };
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (_hub is not null)
        {
            await _hub.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
        _console.Delete(recursive: true);
    }

    /// <summary>A token of a demo client.</summary>
    public Task<string> TokenAsync(string clientId) => _tokens.GetOrAdd(clientId, async id =>
    {
        var client = _hub.Credentials.Clients.Single(known => known.ClientId == id);
        using var form = new FormUrlEncodedContent(
            [new("grant_type", "client_credentials"), new("client_id", id), new("client_secret", client.ClientSecret)]);
        using var response = await Http.PostAsync("/connect/token", form, Cancel);
        response.EnsureSuccessStatusCode();
        return (await JsonAsync(response)).GetProperty("access_token").GetString()!;
    });

    /// <summary>The session cookie of a demo account.</summary>
    public Task<string> CookieAsync(string userName) => _cookies.GetOrAdd(userName, async name =>
    {
        var staff = _hub.Credentials.Staff.Single(known => known.UserName == name);
        using var request = Request(HttpMethod.Post, "/api/v1/session", new { userName = name, password = staff.Password });
        request.Headers.Add("X-CSRF", "1");
        using var response = await Http.SendAsync(request, Cancel);
        response.EnsureSuccessStatusCode();
        return response.Headers.GetValues("Set-Cookie").First().Split(';')[0];
    });

    public static HttpRequestMessage Request(HttpMethod method, string path, object? body = null) => new(method, path)
    {
        Content = body is null ? null : new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"),
    };

    /// <summary>Sends as a demo client.</summary>
    public async Task<HttpResponseMessage> SendAsClientAsync(string clientId, HttpRequestMessage request)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(clientId));
        return await Http.SendAsync(request, Cancel);
    }

    /// <summary>Sends with the session of a demo account.</summary>
    public async Task<HttpResponseMessage> SendAsStaffAsync(string userName, HttpRequestMessage request, bool hasCsrf = true)
    {
        request.Headers.Add("Cookie", await CookieAsync(userName));
        if (hasCsrf)
        {
            request.Headers.Add("X-CSRF", "1");
        }

        return await Http.SendAsync(request, Cancel);
    }

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel)).RootElement;

    /// <summary>The access record that an answer names.</summary>
    public async Task<AccessRecord> RecordOfAsync(HttpResponseMessage response)
    {
        var accessId = response.Headers.GetValues("Exchange-Access-Id").Single();
        await foreach (var logged in AccessLogReader.ReadAsync(Path.Combine(Folder, "audit"), Cancel))
        {
            if (logged.Entry is AccessRecord record && record.AccessId == accessId)
            {
                return record;
            }
        }

        throw new InvalidOperationException("The answer's access id is not on the log.");
    }

    /// <summary>What happened to a consent according to the access log.</summary>
    public async Task<IReadOnlyList<ConsentTransition>> TransitionsAsync(string consentId)
    {
        var transitions = new List<ConsentTransition>();
        await foreach (var logged in AccessLogReader.ReadAsync(Path.Combine(Folder, "audit"), Cancel))
        {
            if (logged.Entry is ConsentEvent consent && consent.ConsentId == consentId)
            {
                transitions.Add(consent.Transition);
            }
        }

        return transitions;
    }
}

/// <summary>Tests that share <see cref="RunningHub"/>.</summary>
[CollectionDefinition(nameof(RunningHub))]
public sealed class RunningHubCollection : ICollectionFixture<RunningHub>;
