using System.Net.Http.Headers;
using System.Text.Json;
using Exchange.Audit.Records;
using Exchange.Audit.Writing;
using Exchange.Identity;
using Exchange.Identity.Clients;
using Exchange.Identity.Schemes;
using Exchange.IntegrationTests.Storage;
using Exchange.Pipeline;
using Exchange.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exchange.IntegrationTests.Identity;

/// <summary>The identity room alone behind a real Kestrel on loopback, on a store and a key folder of its own.</summary>
internal sealed class IdentityHost : IAsyncDisposable
{
    public const string ClientId = "civil-affairs-assistance-officer";

    private static readonly AccountTerms Terms = new(
        new HashSet<string>(["auditor", "account-admin", "assistance-officer", "resident"]),
        new HashSet<string>(["civil-affairs", "health"]),
        new HashSet<string>(["assistance.eligibility", "care.heat"]));

    private readonly WebApplication _app;

    private IdentityHost(WebApplication app, HttpClient http, SteppedClock clock, HaltableLog log)
    {
        Log = log;
        _app = app;
        Http = http;
        Clock = clock;
    }

    /// <summary>A client without cookies and redirects.</summary>
    public HttpClient Http { get; }

    public SteppedClock Clock { get; }

    /// <summary>What is on record.</summary>
    public HaltableLog Log { get; }

    /// <summary>Sums of refusals, as they are written once a minute.</summary>
    public Refusals Refusals { get; private init; } = null!;

    public IServiceProvider Services => _app.Services;

    /// <summary>The secret of <see cref="ClientId"/>; empty where the store had the client already.</summary>
    public string Secret { get; private set; } = "";

    public string Origin => Http.BaseAddress!.GetLeftPart(UriPartial.Authority);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<IdentityHost> StartAsync(
        StoreFolder folder, Func<ExchangeIdentityOptions, ExchangeIdentityOptions>? change = null, StorageOptions? storage = null)
    {
        var clock = new SteppedClock(new DateTimeOffset(2026, 11, 21, 4, 0, 0, TimeSpan.Zero));
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var options = new ExchangeIdentityOptions { KeysPath = Path.Combine(folder.Location, "keys") };
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddExchangeStorage(storage ?? StorageOptions.SqliteFile(folder.File));
        builder.Services.AddExchangeIdentity(change?.Invoke(options) ?? options);
        var app = builder.Build();
        try
        {
            await StorageSetup.MigrateAsync(app.Services, Cancel);
            await IdentitySetup.StartAsync(app.Services, Cancel);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        var log = new HaltableLog();
        var refusals = new Refusals(log, clock, new byte[32]);
        app.MapExchangeIdentity(new IdentityPorts { Log = log, Refusals = refusals, Terms = () => Terms, DocumentMistakes = _ => [] });
        app.MapGet("/auditors", () => "ok").RequireAuthorization(policy => policy.RequireRole("auditor"));
        app.MapPost("/auditors", () => "ok").RequireAuthorization(policy => policy.RequireRole("auditor"));
        app.MapGet("/person", (HttpContext context) => context.User.FindFirst(ExchangeClaims.Person)?.Value ?? "none")
            .RequireAuthorization();
        app.MapGet("/api/v1/methods", (HttpContext context) => Results.Json(context.User.FindFirst(ExchangeClaims.Methods)?.Value ?? "none"))
            .RequireAuthorization();
        await app.StartAsync(Cancel);
        var transport = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false };
        var http = new HttpClient(transport) { BaseAddress = new Uri(app.Urls.Single()) };
        var host = new IdentityHost(app, http, clock, log) { Refusals = refusals };
        await host.RegisterAsync();
        return host;
    }

    /// <summary>Asks for a token; <paramref name="authorization"/> is the value of a Basic header.</summary>
    public async Task<HttpResponseMessage> AskTokenAsync(IEnumerable<KeyValuePair<string, string>> form, string? authorization = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token") { Content = new FormUrlEncodedContent(form) };
        if (authorization is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", authorization);
        }

        return await Http.SendAsync(request, Cancel);
    }

    /// <summary>A token of the registered client.</summary>
    public async Task<string> TokenAsync()
    {
        using var response = await AskTokenAsync(
            [new("grant_type", "client_credentials"), new("client_id", ClientId), new("client_secret", Secret)]);
        response.EnsureSuccessStatusCode();
        return (await JsonAsync(response)).GetProperty("access_token").GetString()!;
    }

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel)).RootElement;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private async Task RegisterAsync()
    {
        var definition = new ClientDefinition(
            ClientId, "civil-affairs", ["assistance-officer"], ["assistance.eligibility"], "990102", "CA-0417", IntrospectionMode.Full);
        Secret = (await Services.GetRequiredService<ClientProvisioner>().EnsureAsync([definition], Cancel)).Single().Secret ?? "";
    }
}

/// <summary>A log in memory that a test can keep from taking entries, as a full disk does.</summary>
internal sealed class HaltableLog : IAccessLog
{
    private readonly MemoryAccessLog _log = new();

    public bool IsHalted { get; set; }

    public IReadOnlyList<AuditEntry> Entries => _log.Entries;

    public IReadOnlyList<AccountEvent> Accounts => [.. Entries.OfType<AccountEvent>()];

    public bool CanTakeEntries => !IsHalted;

    public ValueTask<AccessReceipt> AppendAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        IsHalted ? throw new AuditUnavailableException("The test keeps the log closed.") : _log.AppendAsync(entry, cancellationToken);
}

/// <summary>A clock that stands until a test moves it.</summary>
internal sealed class SteppedClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan step) => _now += step;
}
