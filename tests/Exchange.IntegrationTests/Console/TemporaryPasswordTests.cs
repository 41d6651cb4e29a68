using System.Net;
using Exchange.IntegrationTests.Hub;

namespace Exchange.IntegrationTests.Console;

/// <summary>The control plane towards somebody who signed in with a password that somebody else gave them.</summary>
[Collection(nameof(RunningHub))]
public sealed class TemporaryPasswordTests(RunningHub hub)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v1/vocabulary")]
    [InlineData("/api/v1/consents?citizenNo=990102196606060134")]
    [InlineData("/api/v1/session")]
    public async Task Whoever_has_to_change_the_password_first_is_told_so_everywhere_and_gets_nothing(string path)
    {
        var cookie = await SignInForTheFirstTimeAsync();
        using var request = RunningHub.Request(HttpMethod.Get, path);
        request.Headers.Add("Cookie", cookie);

        using var response = await hub.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("PASSWORD_CHANGE_REQUIRED", (await RunningHub.JsonAsync(response)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_cookie_that_is_no_session_is_not_signed_in()
    {
        using var request = RunningHub.Request(HttpMethod.Get, "/api/v1/vocabulary");
        request.Headers.Add("Cookie", "exchange-session=nothing; theme=dark");

        using var response = await hub.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("UNAUTHENTICATED", (await RunningHub.JsonAsync(response)).GetProperty("code").GetString());
    }

    private async Task<string> SignInForTheFirstTimeAsync()
    {
        var name = $"new-{Guid.NewGuid():N}"[..20];
        using var make = RunningHub.Request(HttpMethod.Post, "/api/v1/accounts", new { userName = name, roles = (string[])["data-steward"] });
        using var made = await hub.SendAsStaffAsync("account-admin", make);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var password = (await RunningHub.JsonAsync(made)).GetProperty("password").GetString();
        using var signIn = RunningHub.Request(HttpMethod.Post, "/api/v1/session", new { userName = name, password });
        signIn.Headers.Add("X-CSRF", "1");
        using var signedIn = await hub.Http.SendAsync(signIn, Cancel);
        return signedIn.Headers.GetValues("Set-Cookie").First().Split(';')[0];
    }
}
