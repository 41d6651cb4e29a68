using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Exchange.Identity.Clients;
using Exchange.Identity.Keys;
using Exchange.Identity.Verification;
using Exchange.IntegrationTests.Storage;
using Exchange.Storage.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Exchange.IntegrationTests.Identity;

/// <summary>Which tokens count: each attack on a token meets its fault, each change of a client counts at once.</summary>
public sealed class TokenVerificationTests : IAsyncLifetime
{
    private readonly StoreFolder _folder = new();
    private IdentityHost _host = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await IdentityHost.StartAsync(_folder);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_token_of_this_hub_counts_and_counts_again_from_the_cache()
    {
        var token = await _host.TokenAsync();

        foreach (var verdict in new[] { await VerifyAsync(token), await VerifyAsync(token) })
        {
            Assert.Equal(TokenFault.None, verdict.Fault);
            Assert.Equal(IdentityHost.ClientId, verdict.Claims!.ClientId);
            Assert.Equal("civil-affairs", verdict.Claims.Department);
            Assert.Equal(["assistance-officer"], verdict.Claims.Roles);
            Assert.Equal(["assistance.eligibility"], verdict.Claims.Purposes);
            Assert.Equal("990102", verdict.Claims.Region);
            Assert.Equal("CA-0417", verdict.Claims.Officer);
        }
    }

    [Theory]
    [InlineData(null, TokenFault.Missing)]
    [InlineData("", TokenFault.Missing)]
    [InlineData("x", TokenFault.Malformed)]
    [InlineData("a.b.c", TokenFault.Malformed)]
    [InlineData("a.b.c.d.e", TokenFault.Malformed)]
    [InlineData("....", TokenFault.Malformed)]
    public async Task What_is_no_token_is_told_apart(string? token, TokenFault fault) => await AssertFaultAsync(fault, token);

    [Fact]
    public async Task A_token_too_long_is_malformed() => await AssertFaultAsync(TokenFault.Malformed, new string('a', 9000));

    [Fact]
    public async Task A_changed_claim_breaks_the_signature()
    {
        var parts = (await _host.TokenAsync()).Split('.');
        var payload = JsonNode.Parse(Base64UrlEncoder.Decode(parts[1]))!;
        payload["roles"] = new JsonArray("auditor");
        parts[1] = Base64UrlEncoder.Encode(payload.ToJsonString());

        await AssertFaultAsync(TokenFault.BadSignature, string.Join('.', parts));
    }

    [Fact]
    public async Task No_algorithm_is_not_an_algorithm()
    {
        var parts = (await _host.TokenAsync()).Split('.');
        var header = Base64UrlEncoder.Encode("""{"alg":"none","typ":"at+jwt"}""");

        await AssertFaultAsync(TokenFault.BadSignature, $"{header}.{parts[1]}.");
        await AssertFaultAsync(TokenFault.BadSignature, $"{header}.{parts[1]}.{parts[2]}");
    }

    [Fact]
    public async Task The_public_key_is_not_a_shared_secret()
    {
        var parts = (await _host.TokenAsync()).Split('.');
        var published = Encoding.UTF8.GetBytes(await _host.Http.GetStringAsync("/.well-known/jwks.json", Cancel));
        foreach (var secret in new[] { published, Key.ECDsa.ExportSubjectPublicKeyInfo() })
        {
            var signed = Base64UrlEncoder.Encode($$"""{"alg":"HS256","typ":"at+jwt","kid":"{{Key.KeyId}}"}""") + "." + parts[1];
            var forged = signed + "." + Base64UrlEncoder.Encode(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(signed)));
            await AssertFaultAsync(TokenFault.BadSignature, forged);
        }
    }

    [Fact]
    public async Task A_token_of_another_key_does_not_count_even_under_our_key_id()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        await AssertFaultAsync(TokenFault.BadSignature, Forge(other, _ => { }, _ => { }));
        await AssertFaultAsync(TokenFault.BadSignature, Forge(other, header => header["kid"] = "unknown", _ => { }));
        await AssertFaultAsync(TokenFault.BadSignature, Forge(Key.ECDsa, header => header.Remove("kid"), _ => { }));
    }

    [Fact]
    public async Task Our_own_signature_is_not_enough()
    {
        var ours = Key.ECDsa;
        await AssertFaultAsync(TokenFault.None, Forge(ours, _ => { }, _ => { }));
        await AssertFaultAsync(TokenFault.Malformed, Forge(ours, header => header["typ"] = "JWT", _ => { }));
        await AssertFaultAsync(TokenFault.Malformed, Forge(ours, header => header.Remove("typ"), _ => { }));
        await AssertFaultAsync(TokenFault.Malformed, Forge(ours, header => header["crit"] = new JsonArray("x"), _ => { }));
        await AssertFaultAsync(TokenFault.WrongAudience, Forge(ours, _ => { }, claims => claims["aud"] = "another"));
        await AssertFaultAsync(TokenFault.WrongAudience, Forge(ours, _ => { }, claims => claims.Remove("aud")));
        await AssertFaultAsync(TokenFault.WrongIssuer, Forge(ours, _ => { }, claims => claims["iss"] = "https://evil.example"));
        await AssertFaultAsync(TokenFault.WrongIssuer, Forge(ours, _ => { }, claims => claims.Remove("iss")));
        await AssertFaultAsync(TokenFault.Expired, Forge(ours, _ => { }, claims => claims.Remove("exp")));
        await AssertFaultAsync(TokenFault.Malformed, Forge(ours, _ => { }, claims => claims.Remove("client_id")));
        await AssertFaultAsync(TokenFault.Malformed, Forge(ours, _ => { }, claims => claims["roles"] = "assistance-officer"));
        await AssertFaultAsync(TokenFault.Malformed, Forge(ours, _ => { }, claims => claims["department"] = 7));
        await AssertFaultAsync(TokenFault.ClientSuspended, Forge(ours, _ => { }, claims => claims["client_id"] = "never-registered"));
    }

    [Fact]
    public async Task A_token_ends_after_ten_minutes_and_half_a_minute_of_grace_also_from_the_cache()
    {
        var token = await _host.TokenAsync();
        Assert.Equal(TokenFault.None, (await VerifyAsync(token)).Fault);

        _host.Clock.Advance(TimeSpan.FromSeconds(629));
        Assert.Equal(TokenFault.None, (await VerifyAsync(token)).Fault);
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TokenFault.Expired, (await VerifyAsync(token)).Fault);
    }

    [Fact]
    public async Task A_token_seen_for_the_first_time_after_its_end_has_expired()
    {
        var token = await _host.TokenAsync();
        _host.Clock.Advance(TimeSpan.FromMinutes(11));

        await AssertFaultAsync(TokenFault.Expired, token);
    }

    [Fact]
    public async Task A_suspended_clients_tokens_are_refused_at_once_and_count_again_when_it_is_let_in()
    {
        var token = await _host.TokenAsync();
        var clients = _host.Services.GetRequiredService<ClientDirectory>();
        Assert.Equal(TokenFault.None, (await VerifyAsync(token)).Fault);

        await clients.ReplaceAsync(clients.Find(IdentityHost.ClientId)! with { Enabled = false }, Cancel);
        await AssertFaultAsync(TokenFault.ClientSuspended, token);

        await clients.ReplaceAsync(clients.Find(IdentityHost.ClientId)! with { Enabled = true }, Cancel);
        await AssertFaultAsync(TokenFault.None, token);
    }

    [Fact]
    public async Task A_role_or_purpose_taken_away_is_gone_from_tokens_already_issued()
    {
        var token = await _host.TokenAsync();
        await VerifyAsync(token);
        var store = _host.Services.GetRequiredService<ClientStore>();
        var client = (await store.FindAsync(IdentityHost.ClientId, Cancel))!;

        await store.UpdateAsync(client with { Roles = ["auditor"], Purposes = [] }, Cancel);

        var verdict = await VerifyAsync(token);
        Assert.Empty(verdict.Claims!.Roles);
        Assert.Empty(verdict.Claims.Purposes);
    }

    [Fact]
    public async Task A_client_moved_to_another_region_needs_a_new_token()
    {
        var token = await _host.TokenAsync();
        var store = _host.Services.GetRequiredService<ClientStore>();
        await store.UpdateAsync((await store.FindAsync(IdentityHost.ClientId, Cancel))! with { Region = "990103" }, Cancel);

        await AssertFaultAsync(TokenFault.ClientSuspended, token);
        await AssertFaultAsync(TokenFault.None, await _host.TokenAsync());
    }

    [Fact]
    public async Task Tokens_outlive_a_restart_of_the_hub()
    {
        var token = await _host.TokenAsync();
        await _host.DisposeAsync();

        _host = await IdentityHost.StartAsync(_folder);

        await AssertFaultAsync(TokenFault.None, token);
        Assert.Empty(_host.Secret);
    }

    private ECDsaSecurityKey Key => _host.Services.GetRequiredService<SigningKeys>().All[0];

    private ValueTask<TokenVerdict> VerifyAsync(string? token) =>
        _host.Services.GetRequiredService<AccessTokenVerifier>().VerifyAsync(token, Cancel);

    private async Task AssertFaultAsync(TokenFault fault, string? token)
    {
        var verdict = await VerifyAsync(token);
        Assert.Equal(fault, verdict.Fault);
        Assert.Equal(fault == TokenFault.None, verdict.Claims is not null);
    }

    private string Forge(ECDsa key, Action<JsonObject> changeHeader, Action<JsonObject> changeClaims)
    {
        var now = _host.Clock.GetUtcNow().ToUnixTimeSeconds();
        var header = new JsonObject { ["alg"] = "ES256", ["typ"] = "at+jwt", ["kid"] = Key.KeyId };
        var claims = new JsonObject
        {
            ["iss"] = _host.Origin, ["aud"] = "exchange", ["sub"] = IdentityHost.ClientId, ["client_id"] = IdentityHost.ClientId,
            ["iat"] = now, ["exp"] = now + 600, ["jti"] = Guid.NewGuid().ToString("N"), ["department"] = "civil-affairs",
            ["roles"] = new JsonArray("assistance-officer"), ["purposes"] = new JsonArray(), ["region"] = "990102", ["officer"] = "CA-0417",
        };
        changeHeader(header);
        changeClaims(claims);
        var signed = Base64UrlEncoder.Encode(JsonSerializer.Serialize(header))
            + "." + Base64UrlEncoder.Encode(JsonSerializer.Serialize(claims));
        return signed + "." + Base64UrlEncoder.Encode(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256));
    }
}
