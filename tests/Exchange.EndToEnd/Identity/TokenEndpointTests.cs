using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Exchange.EndToEnd.Calls;
using Exchange.EndToEnd.Running;

namespace Exchange.EndToEnd.Identity;

/// <summary>How a department's application gets its token, with nothing but the published documents.</summary>
public sealed class TokenEndpointTests(DemoCity city)
{
    private static readonly Dictionary<string, string> Grant = new() { ["grant_type"] = "client_credentials" };

    private DemoClient Client => city.Hub.Client.Credentials.Client(Clients.AssistanceOfficer);

    [Fact]
    public async Task Discovery_leads_to_the_token_endpoint_and_the_keys()
    {
        var credentials = city.Hub.Client.Credentials;
        var configuration = await city.Hub.Client.GetJsonAsync("/.well-known/openid-configuration");
        Assert.Equal(credentials.Url, configuration.GetProperty("issuer").GetString());
        Assert.Equal(credentials.Token, configuration.GetProperty("token_endpoint").GetString());
        Assert.Equal(credentials.Url + "/.well-known/jwks.json", configuration.GetProperty("jwks_uri").GetString());
        Assert.Equal(
            ["client_secret_basic", "client_secret_post"],
            configuration.GetProperty("token_endpoint_auth_methods_supported").EnumerateArray().Select(method => method.GetString()));
        Assert.Contains(
            "client_credentials", configuration.GetProperty("grant_types_supported").EnumerateArray().Select(grant => grant.GetString()));
    }

    [Fact]
    public async Task A_token_is_an_ES256_access_token_of_ten_minutes_that_the_published_keys_verify()
    {
        var (status, answer) = await city.Hub.Client.TokenRequestAsync(Grant, (Client.ClientId, Client.ClientSecret));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("Bearer", answer.GetProperty("token_type").GetString());
        Assert.Equal(600, answer.GetProperty("expires_in").GetInt32());
        var parts = answer.GetProperty("access_token").GetString()!.Split('.');
        var header = Json(parts[0]);
        Assert.Equal("ES256", header.GetProperty("alg").GetString());
        Assert.Equal("at+jwt", header.GetProperty("typ").GetString());

        var keys = (await city.Hub.Client.GetJsonAsync("/.well-known/jwks.json")).GetProperty("keys");
        Assert.All(keys.EnumerateArray(), key => Assert.False(key.TryGetProperty("d", out _), "a private key is published"));
        var signer = keys.EnumerateArray().Single(key => key.GetProperty("kid").GetString() == header.GetProperty("kid").GetString());
        using var verifier = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Bytes(signer.GetProperty("x").GetString()!), Y = Bytes(signer.GetProperty("y").GetString()!) },
        });
        Assert.True(verifier.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Bytes(parts[2]), HashAlgorithmName.SHA256));
    }

    [Fact]
    public async Task A_token_carries_department_roles_purposes_region_and_officer()
    {
        var claims = Json((await city.Hub.Client.TokenAsync(Client.ClientId)).Split('.')[1]);
        Assert.Equal(city.Hub.Client.Credentials.Url, claims.GetProperty("iss").GetString());
        Assert.Equal(Client.ClientId, claims.GetProperty("client_id").GetString());
        Assert.Equal("civil-affairs", claims.GetProperty("department").GetString());
        Assert.Equal(["assistance-officer"], claims.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        Assert.Equal(["assistance.eligibility"], claims.GetProperty("purposes").EnumerateArray().Select(purpose => purpose.GetString()));
        Assert.Equal("990102", claims.GetProperty("region").GetString());
        Assert.Equal(Client.Officer, claims.GetProperty("officer").GetString());
        Assert.Equal(600, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
    }

    [Fact]
    public async Task Secrets_are_taken_from_the_form_as_well()
    {
        var (status, answer) = await city.Hub.Client.TokenRequestAsync(
            new(Grant) { ["client_id"] = Client.ClientId, ["client_secret"] = Client.ClientSecret });
        Assert.Equal(HttpStatusCode.OK, status);
        var asked =
            await city.Hub.Client.AskWithTokenAsync(answer.GetProperty("access_token").GetString(), "{ me { client } }", new Under());
        Assert.Equal(Client.ClientId, asked.At("me.client").GetString());
    }

    [Fact]
    public async Task A_wrong_secret_and_an_unknown_client_answer_alike()
    {
        var wrong = await city.Hub.Client.TokenRequestAsync(Grant, (Client.ClientId, "wrong"));
        var unknown = await city.Hub.Client.TokenRequestAsync(Grant, ("nobody", "wrong"));
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.Status);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.Status);
        Assert.Equal("invalid_client", wrong.Body.GetProperty("error").GetString());
        Assert.Equal(wrong.Body.GetRawText(), unknown.Body.GetRawText());
    }

    [Theory]
    [InlineData("password", "unsupported_grant_type")]
    [InlineData("authorization_code", "unsupported_grant_type")]
    [InlineData(null, "invalid_request")]
    public async Task A_wrong_grant_has_the_error_code_of_OAuth(string? grant, string error)
    {
        var form = grant is null ? new Dictionary<string, string> { ["scope"] = "exchange" } : new() { ["grant_type"] = grant };
        var (status, answer) = await city.Hub.Client.TokenRequestAsync(form, (Client.ClientId, Client.ClientSecret));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(error, answer.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Fifty_tokens_a_second_are_served_to_one_client()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ =>
            city.Hub.Client.TokenRequestAsync(Grant, (Client.ClientId, Client.ClientSecret))));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
    }

    private static byte[] Bytes(string text) => Base64Url.DecodeFromChars(text);

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(Bytes(text));
}
