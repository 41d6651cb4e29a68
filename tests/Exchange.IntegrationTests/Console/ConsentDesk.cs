using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Exchange.Audit.Reading;
using Exchange.Audit.Writing;
using Exchange.Console;
using Exchange.Console.Access;
using Exchange.Console.Policies;
using Exchange.Consent;
using Exchange.Consent.Records;
using Exchange.Consent.Replicas;
using Exchange.Federation.Governed.Execution;
using Exchange.Federation.Sources;
using Exchange.Host.Composition;
using Exchange.IntegrationTests.Hub;
using Exchange.IntegrationTests.Storage;
using Exchange.Pipeline;
using Exchange.Pipeline.Callers;
using Exchange.Pipeline.Records;
using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.People;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;
using Exchange.Storage;
using Exchange.Storage.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exchange.IntegrationTests.Console;

/// <summary>The control plane of consents over real HTTP with a clock, a city time and a caller of the test's choice.</summary>
internal sealed class ConsentDesk : IAsyncDisposable
{
    private const string Path = "/api/v1/consents";

    private readonly StoreFolder _folder = new();
    private readonly Pseudonyms _pseudonyms = new(PseudonymKeys.Create(new byte[32]));
    private readonly DeskClock _clock;
    private readonly WebApplication _web;
    private readonly HttpClient _http = new();
    private List<Claim> _caller = [];
    private Func<Task>? _beforeAppend;

    private ConsentDesk(DateTimeOffset now)
    {
        _clock = new DeskClock { Now = now };
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddExchangeStorage(StorageOptions.SqliteFile(_folder.File));
        builder.Services.AddProblemDetails();
        _web = builder.Build();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<ConsentDesk> OpenAsync(
        DateTimeOffset now, int fourEyesPercent = 0, TimeSpan? utcOffset = null, IEnumerable<string>? receivers = null)
    {
        var desk = new ConsentDesk(now);
        await StorageSetup.MigrateAsync(desk._web.Services, Cancel);
        desk._web.Use((http, next) =>
        {
            http.User = new ClaimsPrincipal(new ClaimsIdentity(desk._caller, "test", "name", "role"));
            return next(http);
        });
        desk._web.MapExchangeConsole(desk.Ports(fourEyesPercent, Snapshot(utcOffset ?? TimeSpan.FromHours(8), receivers ?? [])));
        await desk._web.Services.GetRequiredService<NoticeStore>().AddAsync(new NoticeText("assistance", "1", "zh-CN", "text", "test", now), Cancel);
        await desk._web.StartAsync(Cancel);
        desk._http.BaseAddress = new Uri(desk._web.Urls.Single());
        desk._http.DefaultRequestHeaders.Add("X-CSRF", "1");
        return desk;
    }

    /// <summary>What somebody else does before the next event of a consent is stored.</summary>
    public void BeforeNextAppend(Func<Task> act) => _beforeAppend = act;

    /// <summary>Takes the document of a consent out of the store, as nobody may.</summary>
    public void LoseDocument(string id)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"DELETE FROM ConsentDocuments WHERE ConsentId = '{id}'";
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    public void SetClock(DateTimeOffset now) => _clock.Now = now;

    public void SignInSteward(string name, string? linkedTo = null, string? department = null)
    {
        _http.DefaultRequestHeaders.Authorization = null;
        _caller = [new("name", name), new("role", "data-steward")];
        if (department is not null)
        {
            _caller.Add(new(ApiClaims.Department, department));
        }

        if (PersonKey.TryFromCitizenNo(linkedTo, out var person))
        {
            _caller.Add(new(ApiClaims.Person, _pseudonyms.ForStore(person)));
        }
    }

    /// <summary>Calls as the client of a department that is registered for the purpose of assistance.</summary>
    public void SignInClient(string department) => _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", department);

    public void SignInResident(string citizenNo, bool isTwoFactor = false)
    {
        Assert.True(PersonKey.TryFromCitizenNo(citizenNo, out var person));
        _http.DefaultRequestHeaders.Authorization = null;
        _caller = [new("name", "resident"), new("role", "resident"), new(ApiClaims.Person, _pseudonyms.ForStore(person))];
        if (isTwoFactor)
        {
            _caller.Add(new(ApiClaims.Methods, ApiClaims.TwoFactors));
        }
    }

    public async Task<(HttpStatusCode Status, JsonElement Answer)> GiveAsync(
        string citizenNo, string? channel = null, object? guardian = null, string? previous = null, IEnumerable<string>? recipients = null,
        string purpose = "assistance.eligibility", string scope = "assistance.means", string language = "zh-CN")
    {
        var body = new
        {
            citizenNo,
            channel,
            guardian,
            previous,
            purpose,
            language,
            recipients = recipients ?? ["civil-affairs"],
            scopes = new[] { scope },
            noticeId = "assistance",
            noticeVersion = "1",
            evidence = "form 17",
            separateActs = new[] { "sharing", "sensitive" },
        };
        using var response = await _http.SendAsync(RunningHub.Request(HttpMethod.Post, Path, body), Cancel);
        return (response.StatusCode, await RunningHub.JsonAsync(response));
    }

    public async Task<HttpStatusCode> ActAsync(string id, string act) => (await AnsweredAsync(HttpMethod.Post, $"{Path}/{id}/{act}")).Status;

    /// <summary>What an act answers, with a body where one is sent.</summary>
    public Task<(HttpStatusCode Status, JsonElement Answer)> AnsweredAsync(string id, string act, object? body = null) =>
        AnsweredAsync(HttpMethod.Post, $"{Path}/{id}/{act}", body);

    public Task<(HttpStatusCode Status, JsonElement Answer)> ListAsync(string citizenNo) =>
        AnsweredAsync(HttpMethod.Get, $"{Path}?citizenNo={citizenNo}");

    public Task<(HttpStatusCode Status, JsonElement Answer)> ReceiptAsync(string id) => AnsweredAsync(HttpMethod.Get, $"{Path}/{id}/receipt");

    public Task<(HttpStatusCode Status, JsonElement Answer)> NotificationsAsync(string query = "") =>
        AnsweredAsync(HttpMethod.Get, $"/api/v1/notifications{query}");

    public async Task<HttpStatusCode> AddNoticeAsync(string json)
    {
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync("/api/v1/notices", body, Cancel);
        return response.StatusCode;
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> AnsweredAsync(HttpMethod method, string path, object? body = null)
    {
        using var response = await _http.SendAsync(RunningHub.Request(method, path, body), Cancel);
        return (response.StatusCode, await RunningHub.JsonAsync(response));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _web.DisposeAsync();
        _pseudonyms.Dispose();
        _folder.Dispose();
    }

    private ConsolePorts Ports(int fourEyesPercent, HubSnapshot snapshot)
    {
        var services = _web.Services;
        var log = new MemoryAccessLog();
        var replicas = new SoleReplica();
        var policies = new PolicyPorts
        {
            Drafts = services.GetRequiredService<PolicyDraftStore>(),
            Versions = services.GetRequiredService<PolicyVersionStore>(),
            Brakes = services.GetRequiredService<BrakeStore>(),
            Owed = services.GetRequiredService<OwedRecordStore>(),
            Log = log,
            Snapshot = new CurrentSnapshot(snapshot),
            Replicas = replicas,
            Time = _clock,
            FollowAsync = _ => Task.CompletedTask,
        };
        return new ConsolePorts
        {
            Notices = services.GetRequiredService<NoticeStore>(),
            Receipts = services.GetRequiredService<ReceiptStore>(),
            SignReceipt = static words => Encoding.UTF8.GetString(words.Span),
            FourEyesPercent = fourEyesPercent,
            Consents = new Consents(
                HookedConsentStore.Around(services.GetRequiredService<IConsentStore>(), () => Interlocked.Exchange(ref _beforeAppend, null)),
                new ConsentIndex(),
                new ConsentAccessLog(log),
                _pseudonyms,
                _clock,
                replicas),
            Snapshot = policies.Snapshot,
            Lease = ReplicaLease.Unlimited(_clock),
            Tokens = new DepartmentTokens(),
            Pseudonyms = _pseudonyms,
            Log = log,
            Recent = new RecentAccess(),
            Records = new AccessLogPages(_folder.File + ".audit"),
            Reversals = services.GetRequiredService<ReversalStore>(),
            ReversalSeal = new TextSeal(new byte[TextSeal.KeyBytes]),
            Versions = policies.Versions,
            Clients = services.GetRequiredService<ClientStore>(),
            Drafts = new PolicyDrafts(policies),
            Brakes = new PolicyBrakes(policies),
            Time = _clock,
            NewAccessId = now => Guid.CreateVersion7(now).ToString("D"),
        };
    }

    private static HubSnapshot Snapshot(TimeSpan utcOffset, IEnumerable<string> receivers)
    {
        var documents = CityDocuments.ReadValid(DocumentFolders.Find());
        var words = documents.Policies!.Vocabulary;
        var policies = documents.Policies with
        {
            Vocabulary = new Vocabulary(words.Roles, words.Purposes, words.Bases, words.Scopes)
            {
                Departments = [.. words.Departments, .. receivers.Select(code => new Receiver(new DepartmentId(code), new Title(code, code)))],
                Requirements = words.Requirements,
                UtcOffset = utcOffset,
            },
        };
        return new HubSnapshot
        {
            PolicyVersion = "1",
            Standard = documents.Standard!,
            Policies = policies,
            Decisions = PolicyCompiler.Compile(documents.Standard!, policies),
            Graph = documents.Graph!,
            RootFields = CityGraph.RootFields(documents.Standard!),
            Executor = new PlanExecutor(new Dictionary<string, ISource>(), new Dictionary<string, IFactSource>()),
            Scalars = GraphScalars.Create(),
        };
    }

    private sealed class DeskClock : TimeProvider
    {
        public required DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class DepartmentTokens : ITokenVerifier
    {
        public ValueTask<TokenVerdict> VerifyAsync(string? token, CancellationToken cancellation) => new(new TokenVerdict(
            new ClientIdentity($"{token}-client", new DepartmentId(token!), [], ["assistance.eligibility"], null, null, Pipeline.Callers.IntrospectionMode.Off), TokenFault.None));
    }
}
