using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Exchange.EndToEnd.Running;

namespace Exchange.EndToEnd.Identity;

/// <summary>A city's hub from its very first start: the printed code, the first administrator, an authenticator, a recovery code.</summary>
public sealed class FirstAdministratorTests : IDisposable
{
    private const string Password = "seven-lamps-on-the-wall";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Behind_a_proxy_the_first_administrator_is_sent_to_the_public_address()
    {
        await using var hub = await NewHub.StartAsync(_folder.Location, _folder.Of("data"), "https://exchange.example.org/");

        Assert.Contains(" https://exchange.example.org/console/welcome ", hub.Line, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.Of("data")));
    }

    [Fact]
    public async Task Who_started_the_hub_becomes_its_administrator_and_signs_in_with_a_second_factor()
    {
        var data = _folder.Of("data");
        string code;
        await using (var hub = await NewHub.StartAsync(_folder.Location, data))
        {
            code = hub.Code;
            Assert.Contains($"{hub.Address}/console/welcome", hub.Line, StringComparison.Ordinal);
            using var http = Client(hub.Address);
            await SignUpAndSignInAsync(http, code);
            Assert.DoesNotContain(code, await hub.EndAsync(), StringComparison.Ordinal);
        }

        var exported = await ExchangeProgram.RunAsync(_folder.Location, "audit", "export", "--data", data);
        Assert.DoesNotContain(code, exported.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\"keeper\"", exported.Output, StringComparison.Ordinal);
        foreach (var act in new[] { "created", "signed-in", "authenticator-on", "recovery-code-used" })
        {
            Assert.Contains($"\"act\":\"{act}\"", exported.Output, StringComparison.Ordinal);
        }

        Assert.Contains("SIGN_IN_REFUSED", exported.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await ExchangeProgram.RunAsync(_folder.Location, "audit", "verify", "--data", data)).ExitCode);
    }

    private static async Task SignUpAndSignInAsync(HttpClient http, string code)
    {
        var wrong = await PostAsync(http, "accounts/first", new { code = "AAAA-AAAA-AAAA-AAAA-AAAA", userName = "keeper", password = Password });
        Assert.Equal((HttpStatusCode.Forbidden, "FIRST_CODE_REFUSED"), (wrong.Status, wrong.Body.GetProperty("code").GetString()));
        var made = await PostAsync(http, "accounts/first", new { code, userName = "keeper", password = Password });
        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(http, "accounts/first", new { code, userName = "second", password = Password })).Status);

        var setup = await PostAsync(http, "account/totp", new { password = Password }, made.Cookie);
        var secret = setup.Body.GetProperty("secret").GetString()!;
        var confirmed = await PostAsync(http, "account/totp/confirm", new { code = Code(secret, 0) }, made.Cookie);
        Assert.Equal(HttpStatusCode.OK, confirmed.Status);

        var halfway = await SignInAsync(http, null, null);
        Assert.Equal("SECOND_FACTOR_REQUIRED", halfway.Body.GetProperty("code").GetString());

        // The next code: the present one was used up by the confirmation.
        var next = Code(secret, 1);
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(http, next, null)).Status);
        Assert.Equal("SIGN_IN_REFUSED", (await SignInAsync(http, next, null)).Body.GetProperty("code").GetString());

        var recovery = confirmed.Body.GetProperty("recoveryCodes")[0].GetString();
        var recovered = await SignInAsync(http, null, recovery);
        Assert.Equal(HttpStatusCode.OK, recovered.Status);
        Assert.Contains("__Host-exchange=", recovered.Cookie, StringComparison.Ordinal);
        Assert.Equal("SIGN_IN_REFUSED", (await SignInAsync(http, null, recovery)).Body.GetProperty("code").GetString());
    }

    private static Task<(HttpStatusCode Status, JsonElement Body, string Cookie)> SignInAsync(HttpClient http, string? code, string? recoveryCode) =>
        PostAsync(http, "session", new { userName = "keeper", password = Password, code, recoveryCode });

    private static async Task<(HttpStatusCode Status, JsonElement Body, string Cookie)> PostAsync(
        HttpClient http, string path, object body, string? cookie = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/" + path) { Content = JsonContent.Create(body) };
        request.Headers.Add("X-CSRF", "1");
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        using var response = await http.SendAsync(request, Cancel);
        var set = response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.Single() : "";
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Cancel), set.Split(';')[0]);
    }

    private static HttpClient Client(string address) => new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(address) };

    // RFC 6238, as an authenticator does it.
    private static string Code(string base32, int stepsAhead)
    {
        var bits = string.Concat(base32.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        byte[] secret = [.. bits.Chunk(8).Where(chunk => chunk.Length == 8).Select(chunk => Convert.ToByte(new string(chunk), 2))];
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30) + stepsAhead);
        var hash = HMACSHA1.HashData(secret, counter);
        var offset = hash[19] & 15;
        var number = ((hash[offset] & 127) << 24) | (hash[offset + 1] << 16) | (hash[offset + 2] << 8) | hash[offset + 3];
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
