using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Exchange.IntegrationTests.Identity;

/// <summary>A browser in small: keeps the cookies it is given, Secure or not, and means what it sends.</summary>
internal sealed class AccountClient(IdentityHost host)
{
    private readonly Dictionary<string, string> _cookies = [];

    /// <summary>The host name that the hub is asked under: passkeys are bound to a name, never to an address.</summary>
    public string HostName { get; init; } = "localhost";

    public string Origin => $"http://{HostName}:{host.Http.BaseAddress!.Port}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, body);

    public Task<(HttpStatusCode Status, JsonElement Body)> PatchAsync(string path, object body) => SendAsync(HttpMethod.Patch, path, body);

    public Task<(HttpStatusCode Status, JsonElement Body)> DeleteAsync(string path, object? body = null) => SendAsync(HttpMethod.Delete, path, body);

    public Task<(HttpStatusCode Status, JsonElement Body)> SignInAsync(
        string userName, string password, string? code = null, string? recoveryCode = null) =>
        PostAsync("session", new { userName, password, code, recoveryCode });

    /// <summary>Sends without the header that another site's page could not set.</summary>
    public Task<(HttpStatusCode Status, JsonElement Body)> SendUnmeantAsync(HttpMethod method, string path, object? body = null) =>
        SendAsync(method, path, body, isMeant: false);

    /// <summary>A copy of the cookies, to be sent again later.</summary>
    public IReadOnlyDictionary<string, string> Cookies => new Dictionary<string, string>(_cookies);

    public void Restore(IReadOnlyDictionary<string, string> cookies)
    {
        _cookies.Clear();
        foreach (var (name, value) in cookies)
        {
            _cookies[name] = value;
        }
    }

    /// <summary>The problem's code must be this one.</summary>
    public static void AssertProblem((HttpStatusCode Status, JsonElement Body) answer, HttpStatusCode status, string code)
    {
        Assert.Equal(code, answer.Body.GetProperty("code").GetString());
        Assert.Equal(status, answer.Status);
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpMethod method, string path, object? body, bool isMeant = true)
    {
        using var request = new HttpRequestMessage(method, "/api/v1/" + path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Host = $"{HostName}:{host.Http.BaseAddress!.Port}";
        if (_cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        if (isMeant)
        {
            request.Headers.Add("X-CSRF", "1");
        }

        using var response = await host.Http.SendAsync(request, Cancel);
        Keep(response);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        return (response.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }

    private void Keep(HttpResponseMessage response)
    {
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var (name, value) = cookie.Split(';')[0].Split('=', 2) is [var first, var second] ? (first, second) : (cookie, "");
            if (value.Length == 0)
            {
                _cookies.Remove(name);
            }
            else
            {
                _cookies[name] = value;
            }
        }
    }
}
