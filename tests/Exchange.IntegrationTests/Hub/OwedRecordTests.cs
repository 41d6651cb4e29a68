using System.Net;
using System.Text.Json;
using Exchange.Audit.Records;
using Exchange.Audit.Writing;
using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Consent.Replicas;
using Exchange.Host.Composition;
using Exchange.Identity.Accounts;
using Exchange.IntegrationTests.Identity;
using Exchange.IntegrationTests.Storage;
using Exchange.Pipeline.Records;
using Exchange.Policy;
using Exchange.Policy.People;
using Exchange.Storage;
using Exchange.Storage.Replicas;
using Exchange.Storage.Stores;
using Microsoft.Extensions.DependencyInjection;
using ConsentEvent = Exchange.Audit.Records.ConsentEvent;

namespace Exchange.IntegrationTests.Hub;

/// <summary>
/// What closes is stored before it is recorded. However a hub ends between the two, the next one, or another on the store, records it.
/// </summary>
public sealed class OwedRecordTests : IAsyncLifetime
{
    private readonly StoreFolder _folder = new();
    private readonly MemoryAccessLog _nextLog = new();
    private IdentityHost _host = null!;
    private AccountClient _keeper = null!;
    private bool _isEnded;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await IdentityHost.StartAsync(_folder);
        var made = await _host.Services.GetRequiredService<StaffProvisioner>().EnsureAsync(
            [new StaffDefinition("keeper", ["account-admin"])], Cancel);
        _keeper = new AccountClient(_host);
        await _keeper.SignInAsync("keeper", made[0].Password!);
    }

    public async ValueTask DisposeAsync()
    {
        await EndHubAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_suspension_that_could_not_be_recorded_is_recorded_by_the_next_hub_as_it_was()
    {
        _host.Log.IsHalted = true;
        AccountClient.AssertProblem(await SuspendAsync(), HttpStatusCode.ServiceUnavailable, "AUDIT_UNAVAILABLE");

        await StartNextHubAsync();

        var act = Assert.IsType<AccountEvent>(Assert.Single(_nextLog.Entries));
        Assert.Equal((AccountAct.Changed, $"client:{IdentityHost.ClientId}", AccountOutcome.Done), (act.Act, act.Account, act.Outcome));
        Assert.Equal(_host.Clock.GetUtcNow(), act.Time);
        Assert.False(act.Rights!.Enabled);
        Assert.Equal(["assistance-officer"], act.Rights.Roles);
    }

    [Fact]
    public async Task A_suspension_whose_commit_the_store_did_not_confirm_is_recorded()
    {
        FailAfterCommit(_host.Services);
        Assert.Equal(HttpStatusCode.InternalServerError, (await SuspendAsync()).Status);
        Assert.DoesNotContain(_host.Log.Accounts, act => act.Act == AccountAct.Changed);

        await StartNextHubAsync();

        Assert.Equal(AccountAct.Changed, Assert.IsType<AccountEvent>(Assert.Single(_nextLog.Entries)).Act);
    }

    [Fact]
    public async Task A_sign_out_that_could_not_be_recorded_ends_the_session_and_is_recorded_later()
    {
        _host.Log.IsHalted = true;
        var signedOut = await _keeper.DeleteAsync("session");
        AccountClient.AssertProblem(signedOut, HttpStatusCode.ServiceUnavailable, "AUDIT_UNAVAILABLE");
        Assert.Equal("Closed without a record", signedOut.Body.GetProperty("title").GetString());
        _host.Log.IsHalted = false;
        Assert.Equal(HttpStatusCode.Unauthorized, (await _keeper.GetAsync("session")).Status);

        await StartNextHubAsync();

        Assert.Equal(AccountAct.SignedOut, Assert.IsType<AccountEvent>(Assert.Single(_nextLog.Entries)).Act);
    }

    [Fact]
    public async Task A_document_that_was_removed_while_the_log_took_nothing_is_gone_and_its_removal_is_recorded_later()
    {
        Assert.Equal(HttpStatusCode.Created, (await RegisterAsync()).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await RemoveAsync()).Status);
        Assert.Equal(HttpStatusCode.Created, (await RegisterAsync()).Status);
        _host.Log.IsHalted = true;
        AccountClient.AssertProblem(await RemoveAsync(), HttpStatusCode.ServiceUnavailable, "AUDIT_UNAVAILABLE");
        Assert.Equal(HttpStatusCode.NotFound, (await RemoveAsync()).Status);

        await StartNextHubAsync();

        var act = Assert.IsType<AccountEvent>(Assert.Single(_nextLog.Entries));
        Assert.Equal((AccountAct.DocumentRemoved, $"client:{IdentityHost.ClientId}"), (act.Act, act.Account));
    }

    [Fact]
    public async Task A_removal_whose_commit_the_store_did_not_confirm_is_recorded()
    {
        await RegisterAsync();
        FailAfterCommit(_host.Services);
        Assert.Equal(HttpStatusCode.InternalServerError, (await RemoveAsync()).Status);

        await StartNextHubAsync();

        Assert.Equal(AccountAct.DocumentRemoved, Assert.IsType<AccountEvent>(Assert.Single(_nextLog.Entries)).Act);
    }

    [Fact]
    public async Task What_was_recorded_is_not_owed()
    {
        await RegisterAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await RemoveAsync()).Status);
        Assert.Equal(HttpStatusCode.OK, (await SuspendAsync()).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await _keeper.DeleteAsync("session")).Status);

        await AssertNothingOwedAsync(_host.Services);
        Assert.Equal(
            [AccountAct.SignedIn, AccountAct.DocumentsRegistered, AccountAct.DocumentRemoved, AccountAct.Changed, AccountAct.SignedOut],
            _host.Log.Accounts.Select(act => act.Act));
    }

    [Fact]
    public async Task Another_hub_takes_over_what_has_been_owed_for_a_minute_and_leaves_what_is_younger()
    {
        _host.Log.IsHalted = true;
        AccountClient.AssertProblem(await SuspendAsync(), HttpStatusCode.ServiceUnavailable, "AUDIT_UNAVAILABLE");

        await Recording(_host.Services, _nextLog).RecordOverdueAsync(Cancel);
        Assert.Empty(_nextLog.Entries);
        _host.Clock.Advance(TimeSpan.FromSeconds(61));
        await Recording(_host.Services, _nextLog).RecordOverdueAsync(Cancel);

        Assert.Single(_nextLog.Entries);
        await AssertNothingOwedAsync(_host.Services);
    }

    [Fact]
    public async Task A_log_that_still_takes_nothing_leaves_it_owed()
    {
        _host.Log.IsHalted = true;
        await SuspendAsync();

        await Assert.ThrowsAsync<AuditUnavailableException>(() => Recording(_host.Services, _host.Log).RecordAllAsync(Cancel));

        Assert.Single(await _host.Services.GetRequiredService<OwedRecordStore>().ListAsync(OwedKind.Client, null, Cancel));
    }

    [Fact]
    public async Task A_withdrawal_whose_commit_the_store_did_not_confirm_is_recorded_by_the_next_hub()
    {
        var (log, draft) = (new MemoryAccessLog(), Draft());
        var consents = ConsentsOf(_host.Services, log);
        await consents.GiveAsync(draft, Counter, Cancel);
        FailAfterCommit(_host.Services);
        await Assert.ThrowsAsync<IOException>(async () => await consents.WithdrawAsync(draft.Id, Counter, Cancel));
        Assert.DoesNotContain(log.Entries.OfType<ConsentEvent>(), entry => entry.Transition == ConsentTransition.Withdrawn);

        await StartNextHubAsync();

        var withdrawn = Assert.IsType<ConsentEvent>(Assert.Single(_nextLog.Entries));
        Assert.Equal((draft.Id.ToString(), ConsentTransition.Withdrawn, Counter.Actor), (withdrawn.ConsentId, withdrawn.Transition, withdrawn.Actor));
    }

    private static ConsentAct Counter { get; } = new("officer-7", ConsentChannel.Counter, AuthenticationLevel.Substantial);

    // A connection that breaks when the commit is done and its confirmation is under way.
    private static void FailAfterCommit(IServiceProvider services) =>
        services.GetRequiredService<ChangeFeed>().Written += () => throw new IOException("The connection is gone.");

    private static Consents ConsentsOf(IServiceProvider services, IAccessLog log) => new(
        services.GetRequiredService<IConsentStore>(), new ConsentIndex(), new ConsentAccessLog(log),
        new Pseudonyms(PseudonymKeys.Create(new byte[PseudonymKeys.KeyLength])), TimeProvider.System, services.GetRequiredService<IReplicas>());

    private static OwedRecording Recording(IServiceProvider services, IAccessLog log) => new(
        ConsentsOf(services, log), services.GetRequiredService<OwedRecordStore>(), log, services.GetRequiredService<TimeProvider>());

    private static async Task AssertNothingOwedAsync(IServiceProvider services)
    {
        foreach (var kind in Enum.GetValues<OwedKind>())
        {
            Assert.Empty(await services.GetRequiredService<OwedRecordStore>().ListAsync(kind, null, Cancel));
        }
    }

    private static ConsentDraft Draft()
    {
        Assert.True(PersonKey.TryFromCitizenNo("990102196606060134", out var person));
        var now = TimeProvider.System.GetUtcNow();
        return new ConsentDraft
        {
            Id = ConsentId.From(new Guid(1, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1)),
            Subject = person,
            Controller = new DepartmentId("civil-affairs"),
            Recipients = [new Recipient(new DepartmentId("civil-affairs"), "民政局", "12345", "assistance-officer")],
            Purposes = [new ConsentPurpose("assistance.eligibility", "核对社会救助资格", "consent", Necessary: true)],
            Scopes = [new ConsentedScope("assistance.means", Sensitive: false, "full", null)],
            Use = new ConsentUse(UseManner.View, Periodic: false, null, RetentionDays: 30, AutomatedDecision: false, CrossBorder: false),
            Notice = new Notice("assistance", "1", new string('a', 64)),
            SeparateActs = [SeparateAct.Sharing],
            ValidFrom = now.AddDays(-1),
            ValidUntil = now.AddDays(1),
            Withdrawal = new WithdrawalTerms("同一渠道", "12345"),
        };
    }

    private Task<(HttpStatusCode Status, JsonElement Body)> SuspendAsync() =>
        _keeper.PatchAsync($"clients/{IdentityHost.ClientId}", new { enabled = false });

    private Task<(HttpStatusCode Status, JsonElement Body)> RegisterAsync() =>
        _keeper.PostAsync($"clients/{IdentityHost.ClientId}/documents", new { id = "round", text = "{ me { client } }" });

    private Task<(HttpStatusCode Status, JsonElement Body)> RemoveAsync() =>
        _keeper.DeleteAsync($"clients/{IdentityHost.ClientId}/documents/round");

    private async Task StartNextHubAsync()
    {
        await EndHubAsync();
        await using var services = await _folder.OpenAsync();
        await Recording(services, _nextLog).RecordAllAsync(Cancel);
        await AssertNothingOwedAsync(services);
    }

    private async Task EndHubAsync()
    {
        if (!_isEnded)
        {
            _isEnded = true;
            await _host.DisposeAsync();
        }
    }
}
