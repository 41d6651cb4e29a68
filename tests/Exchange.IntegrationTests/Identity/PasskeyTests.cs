using System.Net;
using System.Text.Json;
using Exchange.Audit.Records;
using Exchange.Identity.Accounts;
using Exchange.IntegrationTests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Identity;

/// <summary>Passkeys: both ceremonies with a software authenticator, and every way in which an answer must not count.</summary>
public sealed class PasskeyTests : IAsyncLifetime
{
    private readonly StoreFolder _folder = new();
    private IdentityHost _host = null!;
    private AccountClient _client = null!;
    private SoftwareAuthenticator _passkey = null!;
    private string _password = "";

    public async ValueTask InitializeAsync()
    {
        _host = await IdentityHost.StartAsync(_folder);
        var made = await _host.Services.GetRequiredService<StaffProvisioner>().EnsureAsync(
            [new StaffDefinition("auditor", ["auditor"])], TestContext.Current.CancellationToken);
        _password = made.Single().Password!;
        _client = new AccountClient(_host);
        _passkey = new SoftwareAuthenticator { Origin = _client.Origin };
        Assert.Equal(HttpStatusCode.OK, (await _client.SignInAsync("auditor", _password)).Status);
    }

    public async ValueTask DisposeAsync()
    {
        _passkey.Dispose();
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_passkey_is_added_signs_in_again_and_again_and_is_taken_away()
    {
        var added = await RegisterAsync();
        Assert.Equal("my key", added.Body.GetProperty("name").GetString());
        Assert.Equal(_passkey.Id, added.Body.GetProperty("id").GetString());

        for (var i = 0; i < 2; i++)
        {
            var (status, view) = await SignInAsync(new AccountClient(_host));
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Equal("auditor", view.GetProperty("userName").GetString());
        }

        Assert.Equal(HttpStatusCode.NoContent, (await _client.DeleteAsync($"account/passkeys/{_passkey.Id}")).Status);
        AccountClient.AssertProblem(await SignInAsync(new AccountClient(_host)), HttpStatusCode.Unauthorized, "SIGN_IN_REFUSED");
        Assert.Equal(
            [AccountAct.SignedIn, AccountAct.PasskeyAdded, AccountAct.SignedIn, AccountAct.SignedIn, AccountAct.PasskeyRemoved],
            _host.Log.Accounts.Select(entry => entry.Act));
    }

    [Fact]
    public async Task Both_ceremonies_demand_user_verification_and_say_nothing_of_who_has_an_account()
    {
        var (_, creation) = await _client.PostAsync("account/passkeys/options", new { password = _password });
        var selection = creation.GetProperty("options").GetProperty("authenticatorSelection");
        Assert.Equal("required", selection.GetProperty("userVerification").GetString());
        Assert.Equal("required", selection.GetProperty("residentKey").GetString());
        Assert.Equal("localhost", creation.GetProperty("options").GetProperty("rp").GetProperty("id").GetString());

        await RegisterAsync();
        foreach (var userName in new[] { "auditor", "nobody" })
        {
            var (_, request) = await new AccountClient(_host).PostAsync("session/passkey/options", new { userName });
            Assert.Equal("required", request.GetProperty("options").GetProperty("userVerification").GetString());
            Assert.Equal(0, request.GetProperty("options").GetProperty("allowCredentials").GetArrayLength());
        }
    }

    [Fact]
    public async Task To_add_a_passkey_takes_the_password_and_a_session()
    {
        AccountClient.AssertProblem(
            await _client.PostAsync("account/passkeys/options", new { password = "not-my-password-7" }), HttpStatusCode.Forbidden, "PASSWORD_WRONG");
        AccountClient.AssertProblem(
            await new AccountClient(_host).PostAsync("account/passkeys/options", new { password = _password }),
            HttpStatusCode.Unauthorized,
            "UNAUTHENTICATED");
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("https://localhost.evil.example")]
    [InlineData("http://localhost:1")]
    [InlineData("null")]
    public async Task An_answer_for_another_origin_is_refused(string origin)
    {
        await RegisterAsync();
        _passkey.Origin = origin;

        AccountClient.AssertProblem(await SignInAsync(new AccountClient(_host)), HttpStatusCode.Unauthorized, "SIGN_IN_REFUSED");
        using var other = new SoftwareAuthenticator { Origin = origin };
        AccountClient.AssertProblem(await RegisterAsync(other), HttpStatusCode.BadRequest, "PASSKEY_REFUSED");
    }

    [Fact]
    public async Task An_answer_for_another_relying_party_is_refused()
    {
        await RegisterAsync();
        _passkey.RelyingParty = "evil.example";

        AccountClient.AssertProblem(await SignInAsync(new AccountClient(_host)), HttpStatusCode.Unauthorized, "SIGN_IN_REFUSED");
        using var other = new SoftwareAuthenticator { Origin = _client.Origin, RelyingParty = "evil.example" };
        AccountClient.AssertProblem(await RegisterAsync(other), HttpStatusCode.BadRequest, "PASSKEY_REFUSED");
    }

    [Fact]
    public async Task An_authenticator_that_did_not_ask_its_owner_is_refused()
    {
        await RegisterAsync();
        _passkey.VerifiesUser = false;

        AccountClient.AssertProblem(await SignInAsync(new AccountClient(_host)), HttpStatusCode.Unauthorized, "SIGN_IN_REFUSED");
    }

    [Fact]
    public async Task An_answer_counts_once_even_with_the_cookie_that_went_with_it()
    {
        await RegisterAsync();
        _passkey.Counts = false;
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        var client = new AccountClient(_host);
        var (_, begun) = await client.PostAsync("session/passkey/options", new { });
        var cookies = client.Cookies;
        var answer = new { credential = _passkey.SignIn(begun.GetProperty("options")) };
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("session/passkey", answer)).Status);

        var thief = new AccountClient(_host);
        thief.Restore(cookies);
        AccountClient.AssertProblem(await thief.PostAsync("session/passkey", answer), HttpStatusCode.Unauthorized, "SIGN_IN_REFUSED");
    }

    [Fact]
    public async Task A_challenge_of_somebody_else_of_a_registration_or_of_long_ago_does_not_count()
    {
        await RegisterAsync();
        var client = new AccountClient(_host);
        var (_, first) = await client.PostAsync("session/passkey/options", new { });
        await client.PostAsync("session/passkey/options", new { });
        AccountClient.AssertProblem(
            await client.PostAsync("session/passkey", new { credential = _passkey.SignIn(first.GetProperty("options")) }),
            HttpStatusCode.Unauthorized,
            "SIGN_IN_REFUSED");

        var (_, late) = await client.PostAsync("session/passkey/options", new { });
        _host.Clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));
        AccountClient.AssertProblem(
            await client.PostAsync("session/passkey", new { credential = _passkey.SignIn(late.GetProperty("options")) }),
            HttpStatusCode.Unauthorized,
            "SIGN_IN_REFUSED");

        var (_, creation) = await _client.PostAsync("account/passkeys/options", new { password = _password });
        var crossed = JsonSerializer.SerializeToElement(new
        {
            rpId = "localhost", challenge = creation.GetProperty("options").GetProperty("challenge").GetString(),
        });
        AccountClient.AssertProblem(
            await _client.PostAsync("session/passkey", new { credential = _passkey.SignIn(crossed) }), HttpStatusCode.Unauthorized, "SIGN_IN_REFUSED");
    }

    [Fact]
    public async Task A_copied_authenticator_gives_itself_away_by_its_counter()
    {
        await RegisterAsync();
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(new AccountClient(_host))).Status);
        _passkey.SignCount = 0;

        AccountClient.AssertProblem(await SignInAsync(new AccountClient(_host)), HttpStatusCode.Unauthorized, "SIGN_IN_REFUSED");
    }

    [Fact]
    public async Task Five_wrong_answers_of_a_known_passkey_lock_the_account_for_every_factor()
    {
        await RegisterAsync();
        _passkey.Origin = "http://evil.example";
        for (var i = 0; i < 5; i++)
        {
            AccountClient.AssertProblem(await SignInAsync(new AccountClient(_host)), HttpStatusCode.Unauthorized, "SIGN_IN_REFUSED");
        }

        _passkey.Origin = _client.Origin;
        AccountClient.AssertProblem(await SignInAsync(new AccountClient(_host)), HttpStatusCode.Unauthorized, "SIGN_IN_REFUSED");
        AccountClient.AssertProblem(
            await new AccountClient(_host).SignInAsync("auditor", _password), HttpStatusCode.Unauthorized, "SIGN_IN_REFUSED");
        Assert.Contains(_host.Log.Accounts, entry => entry.Act is AccountAct.LockedOut);
    }

    [Fact]
    public async Task Without_the_csrf_header_neither_ceremony_begins_or_ends()
    {
        foreach (var path in new[] { "session/passkey/options", "session/passkey", "account/passkeys/options", "account/passkeys" })
        {
            AccountClient.AssertProblem(
                await _client.SendUnmeantAsync(HttpMethod.Post, path, new { }), HttpStatusCode.Forbidden, "CSRF_HEADER_REQUIRED");
        }
    }

    private Task<(HttpStatusCode Status, JsonElement Body)> RegisterAsync() => RegisterAsync(_passkey);

    private async Task<(HttpStatusCode Status, JsonElement Body)> RegisterAsync(SoftwareAuthenticator authenticator)
    {
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        var (_, begun) = await _client.PostAsync("account/passkeys/options", new { password = _password });
        return await _client.PostAsync(
            "account/passkeys", new { credential = authenticator.Register(begun.GetProperty("options")), name = " my key " });
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> SignInAsync(AccountClient client)
    {
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        var (_, begun) = await client.PostAsync("session/passkey/options", new { });
        return await client.PostAsync("session/passkey", new { credential = _passkey.SignIn(begun.GetProperty("options")) });
    }
}
