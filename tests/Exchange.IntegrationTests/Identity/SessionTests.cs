using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Exchange.Audit.Records;
using Exchange.Identity.Accounts;
using Exchange.IntegrationTests.Storage;
using Exchange.Storage;
using Exchange.Storage.Model;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Identity;

/// <summary>Sign-in of staff and residents: the cookie, the header against forged requests, lock-out, the end of a session.</summary>
public class SessionTests : IAsyncLifetime
{
    private const string Path = "/api/v1/session";

    private readonly StoreFolder _folder = new();
    private IdentityHost _host = null!;
    private string _auditor = "";
    private string _wang = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await IdentityHost.StartAsync(_folder, storage: await StoreAsync());
        var made = await _host.Services.GetRequiredService<StaffProvisioner>().EnsureAsync(
            [new StaffDefinition("auditor", ["auditor"]), new StaffDefinition("wang", ["resident"], "p1.wang")], Cancel);
        (_auditor, _wang) = (made[0].Password!, made[1].Password!);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>The store that sessions are kept in; null for a SQLite file.</summary>
    protected virtual Task<StorageOptions?> StoreAsync() => Task.FromResult<StorageOptions?>(null);

    [Fact]
    public async Task Staff_sign_in_say_who_they_are_and_sign_out()
    {
        using var signedIn = await SignInAsync("auditor", _auditor);
        var cookie = CookieOf(signedIn);

        using var who = await SendAsync(HttpMethod.Get, Path, cookie);
        var view = await IdentityHost.JsonAsync(who);
        Assert.Equal("auditor", view.GetProperty("userName").GetString());
        Assert.Equal(["auditor"], view.GetProperty("roles").EnumerateArray().Select(r => r.GetString()));

        using var signedOut = await SendAsync(HttpMethod.Delete, Path, cookie, csrf: true);
        Assert.Equal(HttpStatusCode.NoContent, signedOut.StatusCode);
        using var after = await SendAsync(HttpMethod.Get, Path, cookie);
        await AssertProblemAsync(after, HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task The_cookie_is_bound_to_this_host_and_out_of_reach_of_scripts_and_other_sites()
    {
        using var signedIn = await SignInAsync("auditor", _auditor);
        var attributes = signedIn.Headers.GetValues("Set-Cookie").Single().Split("; ").Skip(1).ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.StartsWith("__Host-exchange=", CookieOf(signedIn), StringComparison.Ordinal);
        Assert.Equal(["httponly", "path=/", "samesite=strict", "secure"], attributes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Roles_open_what_they_open_and_nothing_else()
    {
        var auditor = CookieOf(await SignInAsync("auditor", _auditor));
        var wang = CookieOf(await SignInAsync("wang", _wang));

        using var open = await SendAsync(HttpMethod.Get, "/auditors", auditor);
        using var closed = await SendAsync(HttpMethod.Get, "/auditors", wang);
        using var nobody = await SendAsync(HttpMethod.Get, "/auditors", null);

        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        await AssertProblemAsync(closed, HttpStatusCode.Forbidden, "FORBIDDEN");
        await AssertProblemAsync(nobody, HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task A_residents_session_carries_their_pseudonym()
    {
        using var answer = await SendAsync(HttpMethod.Get, "/person", CookieOf(await SignInAsync("wang", _wang)));

        Assert.Equal("p1.wang", await answer.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Nothing_is_changed_without_the_csrf_header()
    {
        var cookie = CookieOf(await SignInAsync("auditor", _auditor));

        using var change = await SendAsync(HttpMethod.Post, "/auditors", cookie);
        using var signOut = await SendAsync(HttpMethod.Delete, Path, cookie);
        using var signIn = await SignInAsync("auditor", _auditor, csrf: false);
        using var meant = await SendAsync(HttpMethod.Post, "/auditors", cookie, csrf: true);

        await AssertProblemAsync(change, HttpStatusCode.Forbidden, "CSRF_HEADER_REQUIRED");
        await AssertProblemAsync(signOut, HttpStatusCode.Forbidden, "CSRF_HEADER_REQUIRED");
        await AssertProblemAsync(signIn, HttpStatusCode.Forbidden, "CSRF_HEADER_REQUIRED");
        Assert.Equal(HttpStatusCode.OK, meant.StatusCode);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_user_are_told_alike()
    {
        using var wrong = await SignInAsync("auditor", "wrong-password-1A");
        using var unknown = await SignInAsync("nobody", "wrong-password-1A");

        await AssertProblemAsync(wrong, HttpStatusCode.Unauthorized, "SIGN_IN_REFUSED");
        await AssertProblemAsync(unknown, HttpStatusCode.Unauthorized, "SIGN_IN_REFUSED");
        Assert.False(wrong.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task After_five_wrong_passwords_at_once_the_right_one_is_refused_and_open_sessions_stay()
    {
        var cookie = CookieOf(await SignInAsync("auditor", _auditor));
        var wrong = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SignInAsync("auditor", "wrong-password-1A")));
        Assert.All(wrong, response => Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode));

        using var right = await SignInAsync("auditor", _auditor);
        using var other = await SignInAsync("wang", _wang);
        using var who = await SendAsync(HttpMethod.Get, Path, cookie);

        await AssertProblemAsync(right, HttpStatusCode.Unauthorized, "SIGN_IN_REFUSED");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(HttpStatusCode.OK, who.StatusCode);
    }

    [Theory]
    [InlineData("""{"userName":"auditor"}""")]
    [InlineData("""{"userName":7,"password":"x"}""")]
    [InlineData("""{"userName":"auditor","password":""")]
    [InlineData("null")]
    [InlineData("")]
    public async Task What_is_no_sign_in_is_a_clear_problem(string body)
    {
        using var response = await PostAsync(new StringContent(body, Encoding.UTF8, "application/json"));

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, "SIGN_IN_MALFORMED");
    }

    [Fact]
    public async Task A_sign_in_above_the_bound_is_refused()
    {
        var padded = $$"""{"userName":"auditor","password":"{{_auditor}}","pad":"{{new string('x', 5000)}}"}""";
        using var response = await PostAsync(new StringContent(padded, Encoding.UTF8, "application/json"));

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, "SIGN_IN_MALFORMED");
    }

    [Fact]
    public async Task A_form_which_any_page_could_send_signs_nobody_in()
    {
        using var response = await PostAsync(new FormUrlEncodedContent([new("userName", "auditor"), new("password", _auditor)]));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_session_in_use_ends_after_eight_hours()
    {
        var cookie = CookieOf(await SignInAsync("auditor", _auditor));
        for (var step = 0; step < 23; step++)
        {
            _host.Clock.Advance(TimeSpan.FromMinutes(20));
            using var during = await SendAsync(HttpMethod.Get, Path, cookie);
            Assert.Equal(HttpStatusCode.OK, during.StatusCode);
        }

        _host.Clock.Advance(TimeSpan.FromMinutes(20));
        using var after = await SendAsync(HttpMethod.Get, Path, cookie);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Fact]
    public async Task A_session_that_nobody_uses_ends_after_half_an_hour()
    {
        var cookie = CookieOf(await SignInAsync("auditor", _auditor));
        _host.Clock.Advance(TimeSpan.FromMinutes(29));
        using var used = await SendAsync(HttpMethod.Get, Path, cookie);
        _host.Clock.Advance(TimeSpan.FromMinutes(29));
        using var usedAgain = await SendAsync(HttpMethod.Get, Path, cookie);
        _host.Clock.Advance(TimeSpan.FromMinutes(30));
        using var idle = await SendAsync(HttpMethod.Get, Path, cookie);

        Assert.Equal(HttpStatusCode.OK, used.StatusCode);
        Assert.Equal(HttpStatusCode.OK, usedAgain.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, idle.StatusCode);
    }

    [Fact]
    public async Task The_second_in_a_cookie_cannot_be_moved()
    {
        var cookie = CookieOf(await SignInAsync("auditor", _auditor));
        using var moved = await SendAsync(HttpMethod.Get, Path, cookie[..^1] + (cookie[^1] == 'f' ? 'e' : 'f'));
        Assert.Equal(HttpStatusCode.Unauthorized, moved.StatusCode);
    }

    [Fact]
    public async Task A_sign_in_is_on_record_before_it_counts_and_strangers_failures_are_only_counted()
    {
        using var wrong = await SignInAsync("auditor", "wrong-password-1A");
        using var unknown = await SignInAsync("somebody-else", "wrong-password-1A");
        using var right = await SignInAsync("auditor", _auditor);
        var signedIn = Assert.Single(_host.Log.Accounts);
        Assert.Equal((AccountAct.SignedIn, AccountOutcome.Done), (signedIn.Act, signedIn.Outcome));
        Assert.Equal(signedIn.Account, signedIn.Actor);

        await _host.Refusals.FlushAsync(Cancel);
        var sum = Assert.Single(_host.Log.Entries.OfType<RefusalSummary>());
        Assert.Equal([new RefusalCount("SIGN_IN_REFUSED", 2)], sum.Counts);

        _host.Log.IsHalted = true;
        using var unrecorded = await SignInAsync("auditor", _auditor);
        await AssertProblemAsync(unrecorded, HttpStatusCode.ServiceUnavailable, "AUDIT_UNAVAILABLE");
        Assert.False(unrecorded.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_role_taken_away_an_account_closed_and_a_password_changed_count_at_the_next_request()
    {
        var cookie = CookieOf(await SignInAsync("auditor", _auditor));
        await using var scope = _host.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>();
        var account = (await accounts.FindByNameAsync("auditor"))!;

        Assert.True((await accounts.RemoveFromRoleAsync(account, "auditor")).Succeeded);
        using var roleless = await SendAsync(HttpMethod.Get, "/auditors", cookie);
        await AssertProblemAsync(roleless, HttpStatusCode.Forbidden, "FORBIDDEN");

        account.Enabled = false;
        Assert.True((await accounts.UpdateAsync(account)).Succeeded);
        using var closed = await SendAsync(HttpMethod.Get, Path, cookie);
        using var refused = await SignInAsync("auditor", _auditor);
        await AssertProblemAsync(closed, HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        await AssertProblemAsync(refused, HttpStatusCode.Unauthorized, "SIGN_IN_REFUSED");

        account.Enabled = true;
        Assert.True((await accounts.ChangePasswordAsync(account, _auditor, "Another-password-1")).Succeeded);
        using var changed = await SendAsync(HttpMethod.Get, Path, cookie);
        await AssertProblemAsync(changed, HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task Neither_the_cookie_nor_a_password_can_be_read_in_the_store()
    {
        var cookie = CookieOf(await SignInAsync("auditor", _auditor)).Split('=')[1];
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(_folder.Location))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            var content = await reader.ReadToEndAsync(Cancel);
            Assert.DoesNotContain(cookie, content, StringComparison.Ordinal);
            Assert.DoesNotContain(_auditor, content, StringComparison.Ordinal);
            Assert.DoesNotContain(_host.Secret, content, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_client_application_comes_in_by_its_token()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/person");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _host.TokenAsync());
        using var answer = await _host.Http.SendAsync(request, Cancel);
        using var forged = new HttpRequestMessage(HttpMethod.Get, "/person") { Headers = { { "Authorization", "Bearer x.y.z" } } };
        using var refused = await _host.Http.SendAsync(forged, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await AssertProblemAsync(refused, HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        Assert.Equal("Bearer", refused.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task Accounts_are_made_once()
    {
        var again = await _host.Services.GetRequiredService<StaffProvisioner>()
            .EnsureAsync([new StaffDefinition("auditor", ["auditor"])], Cancel);

        Assert.Null(again.Single().Password);
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync("auditor", _auditor)).StatusCode);
    }

    private async Task<HttpResponseMessage> SignInAsync(string userName, string password, bool csrf = true)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = JsonContent.Create(new { userName, password }) };
        if (csrf)
        {
            request.Headers.Add("X-CSRF", "1");
        }

        return await _host.Http.SendAsync(request, Cancel);
    }

    private async Task<HttpResponseMessage> PostAsync(HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = content };
        request.Headers.Add("X-CSRF", "1");
        return await _host.Http.SendAsync(request, Cancel);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? cookie, bool csrf = false)
    {
        using var request = new HttpRequestMessage(method, path);
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        if (csrf)
        {
            request.Headers.Add("X-CSRF", "1");
        }

        return await _host.Http.SendAsync(request, Cancel);
    }

    private static string CookieOf(HttpResponseMessage response) => response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

    private static async Task AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = await IdentityHost.JsonAsync(response);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
    }
}
