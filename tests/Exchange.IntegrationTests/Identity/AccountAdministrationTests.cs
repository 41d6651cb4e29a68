using System.Net;
using System.Text.Json;
using Exchange.Audit.Records;
using Exchange.Identity.Accounts;
using Exchange.IntegrationTests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Identity;

/// <summary>The keeping of accounts: who may, what may be given, and that nothing of it goes unrecorded.</summary>
public sealed class AccountAdministrationTests : IAsyncLifetime
{
    private const string Good = "seven-lamps-on-the-wall";

    private readonly StoreFolder _folder = new();
    private IdentityHost _host = null!;
    private AccountClient _admin = null!;
    private AccountClient _auditor = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await IdentityHost.StartAsync(_folder);
        var made = await _host.Services.GetRequiredService<StaffProvisioner>().EnsureAsync(
            [new StaffDefinition("keeper", ["account-admin"]), new StaffDefinition("auditor", ["auditor"]), new StaffDefinition("wang", ["resident"], "p1.wang")],
            Cancel);
        (_admin, _auditor) = (new AccountClient(_host), new AccountClient(_host));
        await _admin.SignInAsync("keeper", made[0].Password!);
        await _auditor.SignInAsync("auditor", made[1].Password!);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Only_account_administrators_see_and_change_accounts()
    {
        AccountClient.AssertProblem(await _auditor.GetAsync("accounts"), HttpStatusCode.Forbidden, "FORBIDDEN");
        AccountClient.AssertProblem(await new AccountClient(_host).GetAsync("accounts"), HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        AccountClient.AssertProblem(
            await _auditor.PostAsync("accounts", new { userName = "x", roles = new[] { "auditor" } }), HttpStatusCode.Forbidden, "FORBIDDEN");
        AccountClient.AssertProblem(
            await _admin.SendUnmeantAsync(HttpMethod.Post, "accounts/auditor/unlock"), HttpStatusCode.Forbidden, "CSRF_HEADER_REQUIRED");
        var (_, listed) = await _admin.GetAsync("accounts");
        Assert.Equal(
            ["auditor", "keeper", "wang"], listed.GetProperty("accounts").EnumerateArray().Select(account => account.GetProperty("userName").GetString()));
    }

    [Fact]
    public async Task A_new_account_can_do_nothing_before_its_holder_chose_a_password()
    {
        var password = await CreateOfficerAsync();
        var officer = new AccountClient(_host);
        AccountClient.AssertProblem(await officer.SignInAsync("officer", password), HttpStatusCode.Forbidden, "PASSWORD_CHANGE_REQUIRED");
        AccountClient.AssertProblem(await officer.GetAsync("session"), HttpStatusCode.Forbidden, "PASSWORD_CHANGE_REQUIRED");
        AccountClient.AssertProblem(await officer.GetAsync("account"), HttpStatusCode.Forbidden, "PASSWORD_CHANGE_REQUIRED");
        AccountClient.AssertProblem(
            await officer.PostAsync("account/totp", new { password }), HttpStatusCode.Forbidden, "PASSWORD_CHANGE_REQUIRED");

        Assert.Equal(HttpStatusCode.NoContent, (await officer.PostAsync("account/password", new { current = password, @new = Good })).Status);
        var (status, view) = await officer.GetAsync("session");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("civil-affairs", view.GetProperty("department").GetString());
        Assert.Equal("990102", view.GetProperty("region").GetString());
        Assert.Equal(["assistance.eligibility"], view.GetProperty("purposes").EnumerateArray().Select(code => code.GetString()));
        Assert.Equal(HttpStatusCode.OK, (await new AccountClient(_host).SignInAsync("officer", Good)).Status);
    }

    [Theory]
    [InlineData("""{"userName":"x","roles":[]}""")]
    [InlineData("""{"userName":"x"}""")]
    [InlineData("""{"userName":"x","roles":["resident"]}""")]
    [InlineData("""{"userName":"x","roles":["mayor"]}""")]
    [InlineData("""{"userName":"x","roles":[null]}""")]
    [InlineData("""{"userName":"x","roles":["auditor"],"department":"navy"}""")]
    [InlineData("""{"userName":"x","roles":["auditor"],"department":"health","region":"99x"}""")]
    [InlineData("""{"userName":"x","roles":["auditor"],"department":"health","purposes":["watch.list"]}""")]
    [InlineData("""{"userName":"x","roles":["auditor"],"purposes":["care.heat"]}""")]
    [InlineData("""{"userName":"990102195803120429","roles":["auditor"]}""")]
    [InlineData("""{"userName":"a b","roles":["auditor"]}""")]
    [InlineData("""[]""")]
    public async Task What_no_account_can_be_is_a_clear_problem_and_no_account(string body)
    {
        AccountClient.AssertProblem(await _admin.PostAsync("accounts", JsonElement.Parse(body)), HttpStatusCode.BadRequest, "BAD_REQUEST");
        Assert.Equal(3, (await _admin.GetAsync("accounts")).Body.GetProperty("accounts").GetArrayLength());
    }

    [Fact]
    public async Task A_name_is_given_once()
    {
        AccountClient.AssertProblem(
            await _admin.PostAsync("accounts", new { userName = "AUDITOR", roles = new[] { "auditor" } }), HttpStatusCode.Conflict, "CONFLICT");
    }

    [Fact]
    public async Task What_a_change_leaves_out_stays_and_null_takes_away_at_the_next_request()
    {
        var officer = await SignedInOfficerAsync();
        Assert.Equal(HttpStatusCode.OK, (await _admin.PatchAsync("accounts/officer", new { purposes = new[] { "care.heat" } })).Status);
        var (_, changed) = await officer.GetAsync("session");
        Assert.Equal("civil-affairs", changed.GetProperty("department").GetString());
        Assert.Equal(["care.heat"], changed.GetProperty("purposes").EnumerateArray().Select(code => code.GetString()));

        var (status, bare) = await _admin.PatchAsync(
            "accounts/officer", new { department = (string?)null, region = (string?)null, purposes = Array.Empty<string>(), roles = new[] { "auditor" } });
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(JsonValueKind.Null, bare.GetProperty("department").ValueKind);
        var (_, view) = await officer.GetAsync("session");
        Assert.Equal(JsonValueKind.Null, view.GetProperty("department").ValueKind);
        Assert.Equal(["auditor"], view.GetProperty("roles").EnumerateArray().Select(code => code.GetString()));
        var rights = _host.Log.Accounts[^1].Rights!;
        Assert.Equal(["auditor"], rights.Roles);
        Assert.Null(rights.Department);
    }

    [Fact]
    public async Task Null_for_roles_or_purposes_is_no_change_left_out()
    {
        await SignedInOfficerAsync();
        AccountClient.AssertProblem(
            await _admin.PatchAsync("accounts/officer", new { roles = (string[]?)null }), HttpStatusCode.BadRequest, "BAD_REQUEST");
        var (status, view) = await _admin.PatchAsync("accounts/officer", new { purposes = (string[]?)null });
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(0, view.GetProperty("purposes").GetArrayLength());
        AccountClient.AssertProblem(await _admin.PatchAsync("accounts/officer", new { enabld = false }), HttpStatusCode.BadRequest, "BAD_REQUEST");
    }

    [Fact]
    public async Task Nobody_changes_resets_or_unlocks_themselves()
    {
        AccountClient.AssertProblem(
            await _admin.PatchAsync("accounts/keeper", new { roles = new[] { "account-admin", "auditor" } }), HttpStatusCode.Forbidden, "OWN_ACCOUNT");
        AccountClient.AssertProblem(await _admin.PatchAsync("accounts/KEEPER", new { enabled = false }), HttpStatusCode.Forbidden, "OWN_ACCOUNT");
        AccountClient.AssertProblem(await _admin.PostAsync("accounts/keeper/password"), HttpStatusCode.Forbidden, "OWN_ACCOUNT");
        AccountClient.AssertProblem(await _admin.PostAsync("accounts/keeper/unlock"), HttpStatusCode.Forbidden, "OWN_ACCOUNT");
        AccountClient.AssertProblem(await _admin.PatchAsync("accounts/nobody", new { enabled = false }), HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Fact]
    public async Task A_closed_account_is_out_at_once_and_an_administrator_always_remains()
    {
        Assert.Equal(HttpStatusCode.OK, (await _admin.PatchAsync("accounts/auditor", new { enabled = false })).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _auditor.GetAsync("session")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _admin.PatchAsync("accounts/auditor", new { enabled = true })).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _auditor.GetAsync("session")).Status);

        // Two administrators close each other: one remains.
        var (_, made) = await _admin.PostAsync("accounts", new { userName = "second", roles = new[] { "account-admin" } });
        var second = new AccountClient(_host);
        var password = made.GetProperty("password").GetString()!;
        await second.SignInAsync("second", password);
        await second.PostAsync("account/password", new { current = password, @new = Good });
        var answers = await Task.WhenAll(
            second.PatchAsync("accounts/keeper", new { enabled = false }), _admin.PatchAsync("accounts/second", new { roles = new[] { "auditor" } }));
        Assert.Single(answers, answer => answer.Status is HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_reset_takes_the_second_factors_and_the_sessions_away()
    {
        var officer = await SignedInOfficerAsync();
        var (_, setup) = await officer.PostAsync("account/totp", new { password = Good });
        await officer.PostAsync(
            "account/totp/confirm", new { code = AuthenticatorApp.Code(setup.GetProperty("secret").GetString()!, _host.Clock.GetUtcNow()) });
        var (_, listed) = await _admin.GetAsync("accounts");
        Assert.True(listed.GetProperty("accounts").EnumerateArray().Single(a => a.GetProperty("userName").GetString() == "officer").GetProperty("totp").GetBoolean());

        var (status, given) = await _admin.PostAsync("accounts/officer/password");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await officer.GetAsync("session")).Status);
        AccountClient.AssertProblem(await new AccountClient(_host).SignInAsync("officer", Good), HttpStatusCode.Unauthorized, "SIGN_IN_REFUSED");
        AccountClient.AssertProblem(
            await new AccountClient(_host).SignInAsync("officer", given.GetProperty("password").GetString()!),
            HttpStatusCode.Forbidden,
            "PASSWORD_CHANGE_REQUIRED");
    }

    [Fact]
    public async Task A_lock_out_is_seen_and_lifted()
    {
        await SignedInOfficerAsync();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => new AccountClient(_host).SignInAsync("officer", "wrong-password-77")));
        AccountClient.AssertProblem(await new AccountClient(_host).SignInAsync("officer", Good), HttpStatusCode.Unauthorized, "SIGN_IN_REFUSED");

        Assert.Equal(HttpStatusCode.OK, (await _admin.PostAsync("accounts/officer/unlock")).Status);
        Assert.Equal(HttpStatusCode.OK, (await new AccountClient(_host).SignInAsync("officer", Good)).Status);
    }

    [Fact]
    public async Task A_residents_rights_and_password_are_not_kept_here()
    {
        AccountClient.AssertProblem(
            await _admin.PatchAsync("accounts/wang", new { roles = new[] { "auditor" } }), HttpStatusCode.Forbidden, "RESIDENT_ACCOUNT");
        AccountClient.AssertProblem(await _admin.PostAsync("accounts/wang/password"), HttpStatusCode.Forbidden, "RESIDENT_ACCOUNT");
        Assert.Equal(HttpStatusCode.OK, (await _admin.PatchAsync("accounts/wang", new { enabled = false })).Status);
    }

    [Fact]
    public async Task Null_neither_closes_an_account_nor_opens_it_and_is_refused()
    {
        var answer = await _admin.PatchAsync("accounts/auditor", new { enabled = (bool?)null });

        AccountClient.AssertProblem(answer, HttpStatusCode.BadRequest, "BAD_REQUEST");
        Assert.Contains("\"enabled\"", answer.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_change_that_cannot_be_recorded_is_not_done()
    {
        _host.Log.IsHalted = true;
        AccountClient.AssertProblem(
            await _admin.PostAsync("accounts", new { userName = "ghost", roles = new[] { "auditor" } }),
            HttpStatusCode.ServiceUnavailable,
            "AUDIT_UNAVAILABLE");
        AccountClient.AssertProblem(
            await _admin.PatchAsync("accounts/auditor", new { roles = new[] { "account-admin" } }), HttpStatusCode.ServiceUnavailable, "AUDIT_UNAVAILABLE");
        AccountClient.AssertProblem(await _admin.PostAsync("accounts/auditor/password"), HttpStatusCode.ServiceUnavailable, "AUDIT_UNAVAILABLE");

        var (_, listed) = await _admin.GetAsync("accounts");
        Assert.Equal(3, listed.GetProperty("accounts").GetArrayLength());
        var (_, auditor) = await _auditor.GetAsync("session");
        Assert.Equal(["auditor"], auditor.GetProperty("roles").EnumerateArray().Select(code => code.GetString()));
    }

    [Fact]
    public async Task Every_act_is_on_record_with_opaque_names()
    {
        await SignedInOfficerAsync();
        await _admin.PatchAsync("accounts/officer", new { enabled = false });
        var acts = _host.Log.Accounts.Skip(2).ToList();
        Assert.Equal([AccountAct.Created, AccountAct.SignedIn, AccountAct.PasswordChanged, AccountAct.Changed], acts.Select(act => act.Act));
        Assert.Equal(acts[0].Actor, acts[3].Actor);
        Assert.Equal(["assistance-officer"], acts[0].Rights!.Roles);
        Assert.False(acts[3].Rights!.Enabled);
        Assert.All(acts, act => Assert.True(Guid.TryParse(act.Actor, out _) && Guid.TryParse(act.Account, out _)));
    }

    [Fact]
    public async Task A_weak_password_is_refused_with_every_reason()
    {
        var password = await CreateOfficerAsync();
        var officer = new AccountClient(_host);
        await officer.SignInAsync("officer", password);
        var answer = await officer.PostAsync("account/password", new { current = password, @new = "officer" });
        AccountClient.AssertProblem(answer, HttpStatusCode.BadRequest, "PASSWORD_TOO_WEAK");
        Assert.Equal(
            ["PASSWORD_LENGTH", "PASSWORD_HAS_USER_NAME"],
            answer.Body.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString()));
        AccountClient.AssertProblem(
            await officer.PostAsync("account/password", new { current = "not-it-not-it-9", @new = Good }), HttpStatusCode.Forbidden, "PASSWORD_WRONG");
        AccountClient.AssertProblem(
            await officer.PostAsync("account/password", new { current = password, @new = password }), HttpStatusCode.BadRequest, "PASSWORD_TOO_WEAK");
    }

    [Fact]
    public async Task A_changed_password_ends_every_other_session_and_goes_on_under_a_new_cookie()
    {
        var officer = await SignedInOfficerAsync();
        var other = new AccountClient(_host);
        await other.SignInAsync("officer", Good);
        var stolen = new AccountClient(_host);
        stolen.Restore(officer.Cookies);

        Assert.Equal(
            HttpStatusCode.NoContent, (await officer.PostAsync("account/password", new { current = Good, @new = Good + "-again" })).Status);
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync("session")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.GetAsync("session")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stolen.GetAsync("session")).Status);
    }

    private async Task<string> CreateOfficerAsync()
    {
        var (status, made) = await _admin.PostAsync("accounts", new
        {
            userName = "officer",
            roles = new[] { "assistance-officer" },
            department = "civil-affairs",
            region = "990102",
            purposes = new[] { "assistance.eligibility" },
        });
        Assert.Equal(HttpStatusCode.Created, status);
        return made.GetProperty("password").GetString()!;
    }

    private async Task<AccountClient> SignedInOfficerAsync()
    {
        var password = await CreateOfficerAsync();
        var officer = new AccountClient(_host);
        await officer.SignInAsync("officer", password);
        Assert.Equal(HttpStatusCode.NoContent, (await officer.PostAsync("account/password", new { current = password, @new = Good })).Status);
        return officer;
    }
}
