using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using Exchange.Audit.Records;
using Exchange.Audit.Verification;
using Exchange.Host.Composition;
using Exchange.Host.DemoCity;
using Microsoft.Data.Sqlite;

namespace Exchange.IntegrationTests.Gateway;

/// <summary>
/// A hub of the demo city with settings of its own, whose civil affairs may take a while to answer. Tests that end or fill it start one each.
/// </summary>
internal sealed class StreamingHub : IAsyncDisposable
{
    public const string Officer = "civil-affairs-assistance-officer";
    public const string Doctor = "health-community-doctor";
    public const string Clerk = "public-security-register-clerk";

    /// <summary>What the clerk may ask of civil affairs, which takes as long as they do.</summary>
    public const string Slow = """{ person(citizenNo: "990102195803120429") { deathDate } }""";

    /// <summary>What for.</summary>
    public const string ClerksPurpose = "register.maintenance";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("exchange-streams-");
    private readonly ConcurrentDictionary<string, Task<string>> _tokens = new();
    private DemoHub? _hub;

    /// <summary>A client without cookies.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseCookies = false });

    /// <summary>The address of the graph for WebSockets.</summary>
    public Uri Socket => new($"{_hub!.Address.Replace("http", "ws", StringComparison.Ordinal)}/graphql");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<StreamingHub> StartAsync(Func<HubOptions, HubOptions>? set = null, TimeSpan latency = default)
    {
        var hub = new StreamingHub();
        var options = HubOptions.Read(hub._folder.FullName, "http://127.0.0.1:0");
        hub._hub = await DemoHub.StartAsync(set is null ? options : set(options), "small", latency, Cancel);
        hub.Http.BaseAddress = new Uri(hub._hub.Address);
        return hub;
    }

    /// <summary>Stops the hub; its folder stays until the end.</summary>
    public async ValueTask StopAsync()
    {
        if (_hub is not null)
        {
            await _hub.DisposeAsync();
            _hub = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Http.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>A token of a demo client.</summary>
    public Task<string> TokenAsync(string clientId) => _tokens.GetOrAdd(clientId, async id =>
    {
        var client = _hub!.Credentials.Clients.Single(known => known.ClientId == id);
        using var form = new FormUrlEncodedContent(
            [new("grant_type", "client_credentials"), new("client_id", id), new("client_secret", client.ClientSecret)]);
        using var response = await Http.PostAsync("/connect/token", form, Cancel);
        response.EnsureSuccessStatusCode();
        return JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancel)).GetProperty("access_token").GetString()!;
    });

    /// <summary>The session cookie of a demo account, signed in anew.</summary>
    public async Task<string> SignInAsync(string userName)
    {
        var staff = _hub!.Credentials.Staff.Single(known => known.UserName == userName);
        using var request = Hub.RunningHub.Request(HttpMethod.Post, "/api/v1/session", new { userName, password = staff.Password });
        request.Headers.Add("X-CSRF", "1");
        using var response = await Http.SendAsync(request, Cancel);
        response.EnsureSuccessStatusCode();
        return response.Headers.GetValues("Set-Cookie").First().Split(';')[0];
    }

    /// <summary>A request as a client's, by its token.</summary>
    public async Task<HttpRequestMessage> AsAsync(string clientId, HttpRequestMessage request, string? accept = null)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(clientId));
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return request;
    }

    /// <summary>A WebSocket that speaks the protocol, before it has said who it is.</summary>
    public Task<TalkingSocket> OpenAsync(params (string Name, string Value)[] headers) => TalkingSocket.OpenAsync(Socket, headers);

    /// <summary>A WebSocket on which a client may ask.</summary>
    public async Task<TalkingSocket> ConnectAsync(string clientId, params (string Name, string Value)[] payload)
    {
        var socket = await OpenAsync();
        await socket.InitialiseAsync([("Authorization", $"Bearer {await TokenAsync(clientId)}"), .. payload]);
        return socket;
    }

    /// <summary>Changes the hub's store behind its back.</summary>
    public async Task BreakStoreAsync(string statement)
    {
        await using var store = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "exchange.db")};Pooling=False");
        await store.OpenAsync(Cancel);
        await using var command = store.CreateCommand();
#pragma warning disable CA2100 // The statement is a test's own.
        command.CommandText = statement;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Cancel);
    }

    /// <summary>What the access log holds.</summary>
    public async Task<IReadOnlyList<T>> EntriesAsync<T>()
    {
        var entries = new List<T>();
        await foreach (var logged in AccessLogReader.ReadAsync(Path.Combine(_folder.FullName, "audit"), Cancel))
        {
            if (logged.Entry is T entry)
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    /// <summary>The access record of an answer.</summary>
    public async Task<AccessRecord> RecordAsync(string accessId) =>
        (await EntriesAsync<AccessRecord>()).Single(record => record.AccessId == accessId);
}
