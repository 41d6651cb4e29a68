using System.Net;
using System.Text;
using System.Text.Json;
using Exchange.Audit.Records;
using Exchange.Identity.Accounts;
using Exchange.IntegrationTests.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Identity;

/// <summary>Authenticator codes and recovery codes: once each, counted towards the lock-out, and never in clear in the store.</summary>
public sealed class SecondFactorTests : IAsyncLifetime
{
    private readonly StoreFolder _folder = new();
    private IdentityHost _host = null!;
    private AccountClient _client = null!;
    private string _password = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await IdentityHost.StartAsync(_folder);
        var made = await _host.Services.GetRequiredService<StaffProvisioner>().EnsureAsync([new StaffDefinition("auditor", ["auditor"])], Cancel);
        _password = made.Single().Password!;
        _client = new AccountClient(_host);
        Assert.Equal(HttpStatusCode.OK, (await _client.SignInAsync("auditor", _password)).Status);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_authenticator_is_asked_for_once_it_has_proved_to_work()
    {
        var (_, setup) = await _client.PostAsync("account/totp", new { password = _password });
        var secret = setup.GetProperty("secret").GetString()!;
        Assert.StartsWith("otpauth://totp/Exchange:auditor?secret=" + secret, setup.GetProperty("uri").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await new AccountClient(_host).SignInAsync("auditor", _password)).Status);

        AccountClient.AssertProblem(
            await _client.PostAsync("account/totp/confirm", new { code = "12345" }), HttpStatusCode.BadRequest, "CODE_WRONG");
        var (confirmed, codes) = await _client.PostAsync("account/totp/confirm", new { code = AuthenticatorApp.Code(secret, _host.Clock.GetUtcNow()) });
        Assert.Equal(HttpStatusCode.OK, confirmed);
        Assert.Equal(10, codes.GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()).Distinct().Count());

        AccountClient.AssertProblem(
            await new AccountClient(_host).SignInAsync("auditor", _password), HttpStatusCode.Unauthorized, "SECOND_FACTOR_REQUIRED");
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(NextCode(secret))).Status);
        var (_, own) = await _client.GetAsync("account");
        Assert.True(own.GetProperty("totp").GetBoolean());
        Assert.Equal(10, own.GetProperty("recoveryCodesLeft").GetInt32());
    }

    [Fact]
    public async Task A_code_counts_once_and_none_before_it_counts_any_more()
    {
        var (secret, _) = await SetUpAsync();
        var early = NextCode(secret);
        var late = NextCode(secret);

        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(late)).Status);
        AccountClient.AssertProblem(await SignInAsync(late), HttpStatusCode.Unauthorized, "SIGN_IN_REFUSED");
        AccountClient.AssertProblem(await SignInAsync(early), HttpStatusCode.Unauthorized, "SIGN_IN_REFUSED");
    }

    [Fact]
    public async Task A_session_says_whether_it_was_opened_by_two_factors_and_cannot_be_made_to()
    {
        var byPassword = _client.Cookies;
        Assert.Equal("none", (await _client.GetAsync("methods")).Body.GetString());
        _client.Restore(byPassword.ToDictionary(cookie => cookie.Key, cookie => cookie.Value[..^1] + "2"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await _client.GetAsync("session")).Status);
        _client.Restore(byPassword);

        var (secret, _) = await SetUpAsync();
        Assert.Equal("none", (await _client.GetAsync("methods")).Body.GetString());
        var byCode = new AccountClient(_host);
        await byCode.SignInAsync("auditor", _password, NextCode(secret));
        Assert.Equal("mfa", (await byCode.GetAsync("methods")).Body.GetString());
    }

    [Fact]
    public async Task A_code_sent_twice_at_once_counts_once()
    {
        var (secret, _) = await SetUpAsync();
        var code = NextCode(secret);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SignInAsync(code)));

        Assert.Single(answers, answer => answer.Status is HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_code_of_two_minutes_ago_is_refused()
    {
        var (secret, _) = await SetUpAsync();
        var code = NextCode(secret);
        _host.Clock.Advance(TimeSpan.FromMinutes(2));

        AccountClient.AssertProblem(await SignInAsync(code), HttpStatusCode.Unauthorized, "SIGN_IN_REFUSED");
    }

    [Fact]
    public async Task A_recovery_code_counts_once_and_new_ones_end_the_old()
    {
        var (_, codes) = await SetUpAsync();
        Assert.Equal(HttpStatusCode.OK, (await RecoverAsync(codes[0].ToLowerInvariant())).Status);
        AccountClient.AssertProblem(await RecoverAsync(codes[0]), HttpStatusCode.Unauthorized, "SIGN_IN_REFUSED");
        Assert.Contains(_host.Log.Accounts, entry => entry.Act is AccountAct.RecoveryCodeUsed);
        Assert.Equal(9, (await _client.GetAsync("account")).Body.GetProperty("recoveryCodesLeft").GetInt32());

        var (status, renewed) = await _client.PostAsync("account/recovery-codes", new { password = _password });
        Assert.Equal(HttpStatusCode.OK, status);
        AccountClient.AssertProblem(await RecoverAsync(codes[1]), HttpStatusCode.Unauthorized, "SIGN_IN_REFUSED");
        Assert.Equal(HttpStatusCode.OK, (await RecoverAsync(renewed.GetProperty("recoveryCodes")[0].GetString()!)).Status);
    }

    [Fact]
    public async Task A_recovery_code_whose_use_cannot_be_recorded_is_not_used_up()
    {
        var (_, codes) = await SetUpAsync();
        _host.Log.IsHalted = true;
        AccountClient.AssertProblem(await RecoverAsync(codes[0]), HttpStatusCode.ServiceUnavailable, "AUDIT_UNAVAILABLE");
        _host.Log.IsHalted = false;

        Assert.Equal(HttpStatusCode.OK, (await RecoverAsync(codes[0])).Status);
    }

    [Fact]
    public async Task Wrong_codes_lock_the_account_as_wrong_passwords_do()
    {
        var (secret, codes) = await SetUpAsync();
        for (var i = 0; i < 5; i++)
        {
            AccountClient.AssertProblem(
                i % 2 == 0 ? await SignInAsync("000000") : await RecoverAsync("AAAAA-AAAAA"), HttpStatusCode.Unauthorized, "SIGN_IN_REFUSED");
        }

        AccountClient.AssertProblem(await SignInAsync(NextCode(secret)), HttpStatusCode.Unauthorized, "SIGN_IN_REFUSED");
        AccountClient.AssertProblem(await RecoverAsync(codes[0]), HttpStatusCode.Unauthorized, "SIGN_IN_REFUSED");
        Assert.Equal("hub", _host.Log.Accounts.Single(entry => entry.Act is AccountAct.LockedOut).Actor);
    }

    [Fact]
    public async Task Who_knows_the_name_and_not_the_password_learns_nothing_of_the_second_factor()
    {
        await SetUpAsync();
        AccountClient.AssertProblem(
            await new AccountClient(_host).SignInAsync("auditor", "not-the-password-9"), HttpStatusCode.Unauthorized, "SIGN_IN_REFUSED");
    }

    [Fact]
    public async Task Setting_up_and_removing_an_authenticator_end_every_other_session()
    {
        var other = new AccountClient(_host);
        await other.SignInAsync("auditor", _password);
        var (secret, _) = await SetUpAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.GetAsync("session")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync("session")).Status);

        await other.SignInAsync("auditor", _password, NextCode(secret));
        AccountClient.AssertProblem(await _client.DeleteAsync("account/totp", new { password = "wrong-password-1" }), HttpStatusCode.Forbidden, "PASSWORD_WRONG");
        Assert.Equal(HttpStatusCode.NoContent, (await _client.DeleteAsync("account/totp", new { password = _password })).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.GetAsync("session")).Status);
        Assert.Equal(HttpStatusCode.OK, (await new AccountClient(_host).SignInAsync("auditor", _password)).Status);
        Assert.Equal(0, (await _client.GetAsync("account")).Body.GetProperty("recoveryCodesLeft").GetInt32());
    }

    [Fact]
    public async Task Neither_the_secret_nor_a_recovery_code_stands_in_the_store()
    {
        var (secret, codes) = await SetUpAsync();
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(_folder.Location))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            var content = await reader.ReadToEndAsync(Cancel);
            Assert.DoesNotContain(secret, content, StringComparison.OrdinalIgnoreCase);
            Assert.All(codes, code => Assert.DoesNotContain(code, content, StringComparison.OrdinalIgnoreCase));
        }
    }

    private async Task<(string Secret, IReadOnlyList<string> Codes)> SetUpAsync()
    {
        var (_, setup) = await _client.PostAsync("account/totp", new { password = _password });
        var secret = setup.GetProperty("secret").GetString()!;
        var (status, codes) = await _client.PostAsync("account/totp/confirm", new { code = AuthenticatorApp.Code(secret, _host.Clock.GetUtcNow()) });
        Assert.Equal(HttpStatusCode.OK, status);
        return (secret, [.. codes.GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()!)]);
    }

    private string NextCode(string secret)
    {
        _host.Clock.Advance(TimeSpan.FromSeconds(30));
        return AuthenticatorApp.Code(secret, _host.Clock.GetUtcNow());
    }

    private Task<(HttpStatusCode Status, JsonElement Body)> SignInAsync(string code) =>
        new AccountClient(_host).SignInAsync("auditor", _password, code);

    private Task<(HttpStatusCode Status, JsonElement Body)> RecoverAsync(string code) =>
        new AccountClient(_host).SignInAsync("auditor", _password, recoveryCode: code);
}
