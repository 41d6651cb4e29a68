using System.Net;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Exchange.Audit.Reading;
using Exchange.Audit.Records;
using Exchange.Audit.Writing;
using Exchange.Console;
using Exchange.Console.Policies;
using Exchange.Consent;
using Exchange.Consent.Replicas;
using Exchange.Federation.Governed.Execution;
using Exchange.Federation.Sources;
using Exchange.Host.Composition;
using Exchange.IntegrationTests.Hub;
using Exchange.IntegrationTests.Storage;
using Exchange.Pipeline;
using Exchange.Pipeline.Callers;
using Exchange.Pipeline.Records;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.People;
using Exchange.Storage;
using Exchange.Console.Access;
using Exchange.Consent.Records;
using Exchange.Storage.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exchange.IntegrationTests.Console;

/// <summary>
/// The control plane while the access log cannot be written: nothing opens and nothing is shown, but closing still closes.
/// </summary>
public sealed class FailingLogTests : IAsyncLifetime
{
    private const string Path = "/api/v1/consents";
    private const string Person = "990102196606060134";

    private readonly StoreFolder _folder = new();
    private readonly SwitchedLog _log = new();
    private readonly ConsentIndex _index = new();
    private readonly SwitchedReplicas _replicas = new();
    private string _department = "";
    private WebApplication _web = null!;
    private HttpClient _http = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private bool IsOpen
    {
        get
        {
            Assert.True(PersonKey.TryFromCitizenNo(Person, out var person));
            var now = TimeProvider.System.GetUtcNow();
            return _index.Allows(person, new("civil-affairs"), "assistance.eligibility", "assistance.means", now);
        }
    }

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddExchangeStorage(StorageOptions.SqliteFile(_folder.File));
        builder.Services.AddProblemDetails();
        _web = builder.Build();
        await StorageSetup.MigrateAsync(_web.Services, Cancel);
        _web.Use((http, next) =>
        {
            List<Claim> claims = [new("name", "data-steward"), new("role", "data-steward"), new("role", "policy-admin")];
            if (_department.Length > 0)
            {
                claims.Add(new(ApiClaims.Department, _department));
            }

            http.User = new ClaimsPrincipal(new ClaimsIdentity(claims, "test", "name", "role"));
            return next(http);
        });
        _web.MapExchangeConsole(Ports(_web.Services));
        await _web.Services.GetRequiredService<NoticeStore>().AddAsync(
            new NoticeText("assistance", "1", "zh-CN", "text", "test", TimeProvider.System.GetUtcNow()), Cancel);
        await _web.StartAsync(Cancel);
        _http = new HttpClient { BaseAddress = new Uri(_web.Urls.Single()) };
        _http.DefaultRequestHeaders.Add("X-CSRF", "1");
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        await _web.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Nobody_is_shown_whose_looking_cannot_be_recorded()
    {
        _log.IsDown = true;
        using var response = await _http.GetAsync($"{Path}?citizenNo={Person}", Cancel);

        await AssertUnavailableAsync(response, "nothing was done or shown");
    }

    [Fact]
    public async Task A_consent_that_cannot_be_recorded_opens_nothing_and_is_not_kept()
    {
        _log.IsDown = true;
        using var response = await GiveAsync();
        _log.IsDown = false;
        using var listed = await _http.GetAsync($"{Path}?citizenNo={Person}", Cancel);

        await AssertUnavailableAsync(response, "nothing was done or shown");
        Assert.False(IsOpen);
        Assert.Equal("[]", await listed.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task A_withdrawal_closes_even_when_it_cannot_be_recorded_and_says_so()
    {
        using var given = await GiveAsync();
        Assert.True(IsOpen);
        _log.IsDown = true;

        using var response = await _http.PostAsync($"{given.Headers.Location}/withdraw", null, Cancel);

        await AssertUnavailableAsync(response, "The consent is withdrawn");
        Assert.False(IsOpen);
    }

    [Fact]
    public async Task A_withdrawal_that_not_every_hub_confirmed_is_never_acknowledged_until_one_asks_again()
    {
        using var given = await GiveAsync();
        _replicas.IsDown = true;
        using var first = await _http.PostAsync($"{given.Headers.Location}/withdraw", null, Cancel);
        using var second = await _http.PostAsync($"{given.Headers.Location}/withdraw", null, Cancel);
        _replicas.IsDown = false;
        using var third = await _http.PostAsync($"{given.Headers.Location}/withdraw", null, Cancel);

        foreach (var unconfirmed in new[] { first, second })
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, unconfirmed.StatusCode);
            Assert.Contains("\"WITHDRAWAL_UNCONFIRMED\"", await unconfirmed.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Conflict, third.StatusCode);
        Assert.False(IsOpen);
    }

    [Fact]
    public async Task What_takes_the_place_of_another_has_a_receipt_with_its_place_though_the_others_end_is_not_confirmed()
    {
        using var given = await GiveAsync();
        _replicas.IsDown = true;
        using var replaced = await GiveAsync(previous: given.Headers.Location!.OriginalString.Split('/')[^1]);
        using var listed = await _http.GetAsync($"{Path}?citizenNo={Person}", Cancel);
        var id = (await RunningHub.JsonAsync(listed)).EnumerateArray().Single(one => one.GetProperty("state").GetString() == "active").GetProperty("id");
        using var response = await _http.GetAsync($"{Path}/{id}/receipt", Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, replaced.StatusCode);
        var receipt = JsonDocument.Parse((await RunningHub.JsonAsync(response)).GetProperty("receipt").GetString()!).RootElement;
        Assert.True(receipt.GetProperty("proof").GetProperty("accessLog").GetProperty("sequence").GetInt64() > 0);
    }

    [Theory]
    [InlineData("suspend")]
    [InlineData("invalidate")]
    public async Task Whatever_closes_says_what_to_send_again_and_never_something_that_ends_more(string act)
    {
        using var given = await GiveAsync();
        _replicas.IsDown = true;
        using var unconfirmed = await _http.PostAsync($"{given.Headers.Location}/{act}", null, Cancel);
        _replicas.IsDown = false;
        using var again = await _http.PostAsync($"{given.Headers.Location}/{act}", null, Cancel);

        var problem = await RunningHub.JsonAsync(unconfirmed);
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "CLOSING_UNCONFIRMED"), (unconfirmed.StatusCode, problem.GetProperty("code").GetString()));
        Assert.Contains("Send the same again", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("withdraw", problem.GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.False(IsOpen);
    }

    [Fact]
    public async Task What_is_put_on_hold_without_a_record_is_not_said_to_be_withdrawn()
    {
        using var given = await GiveAsync();
        _log.IsDown = true;
        using var response = await _http.PostAsync($"{given.Headers.Location}/suspend", null, Cancel);

        await AssertUnavailableAsync(response, "Send nothing else in its place");
        Assert.DoesNotContain("withdraw", await response.Content.ReadAsStringAsync(Cancel), StringComparison.OrdinalIgnoreCase);
        Assert.False(IsOpen);
    }

    [Fact]
    public async Task Who_works_for_a_department_that_would_receive_takes_and_confirms_no_consent_to_it()
    {
        _department = "civil-affairs";
        using var refused = await GiveAsync();
        _department = "housing";
        using var taken = await GiveAsync();
        using var suspended = await _http.PostAsync($"{taken.Headers.Location}/suspend", null, Cancel);
        _department = "civil-affairs";
        using var resumed = await _http.PostAsync($"{taken.Headers.Location}/resume", null, Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
        Assert.Equal(HttpStatusCode.OK, suspended.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, resumed.StatusCode);
        Assert.False(IsOpen);
    }

    [Fact]
    public async Task A_brake_closes_even_when_it_cannot_be_recorded_and_lets_go_of_nothing_without_a_record()
    {
        var brakes = _web.Services.GetRequiredService<BrakeStore>();
        _log.IsDown = true;
        using var pulled = await PullAsync();
        await AssertUnavailableAsync(pulled, "The brake closes on every hub");
        var brake = Assert.Single(await brakes.ListActiveAsync(Cancel));
        Assert.Single(await _web.Services.GetRequiredService<OwedRecordStore>().ListAsync(OwedKind.Brake, null, Cancel));

        using var released = await _http.PostAsync($"/api/v1/policies/brakes/{brake.Id}/release", null, Cancel);

        await AssertUnavailableAsync(released, "nothing was done or shown");
        Assert.Equal(brake, Assert.Single(await brakes.ListActiveAsync(Cancel)));
    }

    [Fact]
    public async Task A_brake_that_not_every_hub_confirmed_is_not_acknowledged()
    {
        _replicas.IsDown = true;
        using var pulled = await PullAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, pulled.StatusCode);
        Assert.Contains("\"BRAKE_UNCONFIRMED\"", await pulled.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_is_not_begun_without_a_record()
    {
        await _web.Services.GetRequiredService<PolicyVersionStore>()
            .PublishAsync(0, "# file: departments/health.yaml\ndepartment: health\n", "test", TimeProvider.System.GetUtcNow(), Cancel);
        _log.IsDown = true;
        using var begun = await _http.SendAsync(RunningHub.Request(HttpMethod.Post, "/api/v1/policies/drafts", new { title = "t" }), Cancel);

        await AssertUnavailableAsync(begun, "nothing was done or shown");
        Assert.Empty(await _web.Services.GetRequiredService<PolicyDraftStore>().ListAsync(10, Cancel));
    }

    [Fact]
    public async Task A_version_that_cannot_be_recorded_is_in_force_and_its_answer_says_so()
    {
        var written = PolicyText.Join(PolicyFolder.ReadAll(DocumentFolders.Find().Policies));
        var versions = _web.Services.GetRequiredService<PolicyVersionStore>();
        await versions.PublishAsync(0, written, "test", TimeProvider.System.GetUtcNow(), Cancel);
        await versions.PublishAsync(1, written + "# more\n", "test", TimeProvider.System.GetUtcNow(), Cancel);
        _log.IsDown = true;
        using var rolledBack = await _http.SendAsync(RunningHub.Request(HttpMethod.Post, "/api/v1/policies/rollback", new { to = 1 }), Cancel);

        await AssertUnavailableAsync(rolledBack, "published and in force");
        Assert.Equal(3, (await versions.FindLatestAsync(Cancel))!.Number);
        Assert.Single(await _web.Services.GetRequiredService<OwedRecordStore>().ListAsync(OwedKind.Policies, null, Cancel));
    }

    private Task<HttpResponseMessage> PullAsync() => _http.SendAsync(
        RunningHub.Request(HttpMethod.Post, "/api/v1/policies/brakes", new { kind = "receiver", target = "health", reason = "A leak is suspected." }), Cancel);

    private Task<HttpResponseMessage> GiveAsync(string? previous = null) => _http.SendAsync(
        RunningHub.Request(HttpMethod.Post, Path, new
        {
            citizenNo = Person,
            previous,
            purpose = "assistance.eligibility",
            recipients = new[] { "civil-affairs" },
            scopes = new[] { "assistance.means" },
            noticeId = "assistance",
            noticeVersion = "1",
            noticeText = "text",
            separateActs = new[] { "sharing", "sensitive" },
        }),
        Cancel);

    private static async Task AssertUnavailableAsync(HttpResponseMessage response, string expected)
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        var problem = await RunningHub.JsonAsync(response);
        Assert.Equal("AUDIT_UNAVAILABLE", problem.GetProperty("code").GetString());
        Assert.Contains(expected, problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    private ConsolePorts Ports(IServiceProvider services)
    {
        var documents = CityDocuments.ReadValid(DocumentFolders.Find());
        var pseudonyms = new Pseudonyms(PseudonymKeys.Create(new byte[32]));
        var snapshot = new HubSnapshot
        {
            PolicyVersion = "1",
            Standard = documents.Standard!,
            Policies = documents.Policies!,
            Decisions = PolicyCompiler.Compile(documents.Standard!, documents.Policies!),
            Graph = documents.Graph!,
            RootFields = CityGraph.RootFields(documents.Standard!),
            Executor = new PlanExecutor(new Dictionary<string, ISource>(), new Dictionary<string, IFactSource>()),
            Scalars = GraphScalars.Create(),
        };
        var policies = new PolicyPorts
        {
            Drafts = services.GetRequiredService<PolicyDraftStore>(),
            Versions = services.GetRequiredService<PolicyVersionStore>(),
            Brakes = services.GetRequiredService<BrakeStore>(),
            Owed = services.GetRequiredService<OwedRecordStore>(),
            Log = _log,
            Snapshot = new CurrentSnapshot(snapshot),
            Replicas = _replicas,
            Time = TimeProvider.System,
            FollowAsync = _ => Task.CompletedTask,
        };
        return new ConsolePorts
        {
            Notices = _web.Services.GetRequiredService<NoticeStore>(),
            Receipts = _web.Services.GetRequiredService<ReceiptStore>(),
            SignReceipt = static words => Encoding.UTF8.GetString(words.Span),
            FourEyesPercent = 0,
            Consents = new Consents(services.GetRequiredService<IConsentStore>(), _index, new ConsentAccessLog(_log), pseudonyms, TimeProvider.System, _replicas),
            Snapshot = policies.Snapshot,
            Lease = ReplicaLease.Unlimited(TimeProvider.System),
            Tokens = new NoTokens(),
            Pseudonyms = pseudonyms,
            Log = _log,
            Recent = new RecentAccess(),
            Records = new AccessLogPages(_folder.File + ".audit"),
            Reversals = _web.Services.GetRequiredService<ReversalStore>(),
            ReversalSeal = new TextSeal(new byte[TextSeal.KeyBytes]),
            Versions = policies.Versions,
            Clients = services.GetRequiredService<ClientStore>(),
            Drafts = new PolicyDrafts(policies),
            Brakes = new PolicyBrakes(policies),
            Time = TimeProvider.System,
            NewAccessId = now => Guid.CreateVersion7(now).ToString("D"),
        };
    }

    private sealed class SwitchedLog : IAccessLog
    {
        private readonly MemoryAccessLog _kept = new();

        public bool IsDown { get; set; }

        public bool CanTakeEntries => !IsDown;

        public ValueTask<AccessReceipt> AppendAsync(AuditEntry entry, CancellationToken cancellationToken) =>
            IsDown ? throw new AuditUnavailableException("The disk is full.") : _kept.AppendAsync(entry, cancellationToken);
    }

    private sealed class NoTokens : ITokenVerifier
    {
        public ValueTask<TokenVerdict> VerifyAsync(string? token, CancellationToken cancellation) =>
            new(new TokenVerdict(null, TokenFault.Invalid));
    }

    private sealed class SwitchedReplicas : IReplicas
    {
        public bool IsDown { get; set; }

        public ValueTask SettledAsync(CancellationToken cancellationToken) =>
            IsDown ? throw new ReplicasUnsettledException("down") : ValueTask.CompletedTask;
    }
}
