using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Exchange.EndToEnd.Calls;
using Exchange.EndToEnd.Running;

namespace Exchange.EndToEnd.Identity;

/// <summary>Staff and residents on the control plane of the demo.</summary>
public sealed class SessionTests(DemoCity city)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_that_keeps_cookies_by_the_book_stays_signed_in_over_plain_http()
    {
        // A jar of cookies that knows the rules keeps a Secure cookie back from http, even on loopback.
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() })
        {
            BaseAddress = new Uri(city.Hub.Client.Credentials.Url),
        };
        http.DefaultRequestHeaders.Add("X-CSRF", "1");
        var wang = city.Hub.Client.Credentials.Account("wang");

        using var signedIn =
            await http.PostAsJsonAsync("/api/v1/session", new { wang.UserName, wang.Password }, JsonSerializerOptions.Web, Cancel);
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        var cookies = signedIn.Headers.GetValues("Set-Cookie").ToList();
        Assert.Contains(cookies, cookie => cookie.StartsWith("__Host-", StringComparison.Ordinal) && cookie.Contains("; secure", StringComparison.Ordinal));
        Assert.All(cookies, cookie => Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.All(cookies, cookie => Assert.Contains("; samesite=strict", cookie, StringComparison.OrdinalIgnoreCase));

        Assert.Equal("wang", (await http.GetFromJsonAsync<JsonElement>("/api/v1/session", Cancel)).GetProperty("userName").GetString());
        Assert.NotEqual(0, (await http.GetFromJsonAsync<JsonElement>("/api/v1/consents", Cancel)).GetArrayLength());

        using var signedOut = await http.DeleteAsync("/api/v1/session", Cancel);
        Assert.Equal(HttpStatusCode.NoContent, signedOut.StatusCode);
        using var after = await http.GetAsync("/api/v1/session", Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Fact]
    public async Task A_wrong_password_is_a_problem_and_no_session()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/session")
        {
            Content = HubClient.Json(new { userName = "wang", password = "wrong" }),
        };
        request.Headers.Add("X-CSRF", "1");
        var (response, body) = await city.Hub.Client.SendAsync(request);
        using (response)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.False(response.Headers.Contains("Set-Cookie"));
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            Assert.DoesNotContain("wang", body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_only_reads_the_log_is_not_shown_a_persons_consents()
    {
        var auditor = await city.Hub.Client.SignInAsync("auditor");
        var (status, _) = await auditor.GetAsync($"/api/v1/consents?citizenNo={People.LiJianguo}");
        Assert.Equal(HttpStatusCode.Forbidden, status);
    }

    [Fact]
    public async Task Without_an_identity_the_control_plane_shows_nothing()
    {
        var nobody = new ControlPlane(city.Hub.Client);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync($"/api/v1/consents?citizenNo={People.LiJianguo}")).Status);
        Assert.Equal(
            HttpStatusCode.Unauthorized, (await nobody.PostAsync("/api/v1/consents", new { citizenNo = People.LiJianguo })).Status);
    }

    [Theory]
    [InlineData("POST", HttpStatusCode.BadRequest)]
    [InlineData("DELETE", HttpStatusCode.MethodNotAllowed)]
    public async Task What_is_refused_before_it_is_understood_is_a_problem_too(string method, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/v1/consents")
        {
            Content = new StringContent("{", Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in (await city.Hub.Client.SignInAsync("data-steward")).Headers)
        {
            request.Headers.Add(name, value);
        }

        var (response, _) = await city.Hub.Client.SendAsync(request);
        using (response)
        {
            Assert.Equal(status, response.StatusCode);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        }
    }
}
