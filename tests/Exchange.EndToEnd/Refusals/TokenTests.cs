using System.Net;
using System.Security.Cryptography;
using System.Text;
using Exchange.EndToEnd.Calls;
using Exchange.EndToEnd.Running;

namespace Exchange.EndToEnd.Refusals;

/// <summary>Without a token of this hub there is no answer at all: 401 and nothing else.</summary>
public sealed class TokenTests(DemoCity city)
{
    private const string Query = "{ me { client } }";

    [Fact]
    public async Task Without_a_token_there_is_no_answer()
    {
        var answer = await city.Hub.Client.AskWithTokenAsync(null, Query, new Under());
        AssertUnauthenticated(answer);
        Assert.DoesNotContain("invalid_token", answer.Challenge, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_whose_claims_were_changed_is_refused()
    {
        var parts = (await city.Hub.Client.TokenAsync(Clients.HousingClerk)).Split('.');
        var claims =
            Encoding.UTF8.GetString(Base64Url(parts[1])).Replace("\"housing-clerk\"", "\"pension-clerk\"", StringComparison.Ordinal);
        await AssertInvalidAsync($"{parts[0]}.{Base64Url(Encoding.UTF8.GetBytes(claims))}.{parts[2]}");
    }

    [Fact]
    public async Task A_token_signed_by_another_key_is_refused()
    {
        var parts = (await city.Hub.Client.TokenAsync(Clients.HousingClerk)).Split('.');
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signature = key.SignData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), HashAlgorithmName.SHA256);
        await AssertInvalidAsync($"{parts[0]}.{parts[1]}.{Base64Url(signature)}");
    }

    [Fact]
    public async Task A_token_without_a_signature_is_refused()
    {
        var parts = (await city.Hub.Client.TokenAsync(Clients.HousingClerk)).Split('.');
        var header = Base64Url(Encoding.UTF8.GetBytes("""{"alg":"none","typ":"at+jwt"}"""));
        await AssertInvalidAsync($"{header}.{parts[1]}.");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    public async Task What_is_no_token_is_refused(string token) => await AssertInvalidAsync(token);

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private static byte[] Base64Url(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);

    private async Task AssertInvalidAsync(string token)
    {
        var answer = await city.Hub.Client.AskWithTokenAsync(token, Query, new Under());
        AssertUnauthenticated(answer);
        Assert.Contains("invalid_token", answer.Challenge, StringComparison.Ordinal);
    }

    private static void AssertUnauthenticated(Answer answer)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.StartsWith("Bearer", answer.Challenge, StringComparison.Ordinal);
        answer.AssertRefused("UNAUTHENTICATED");
        Assert.False(answer.Root.TryGetProperty("extensions", out _));
    }
}
