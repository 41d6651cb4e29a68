using Exchange.Identity.Keys;
using Exchange.Storage;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Exchange.Identity.Tokens;

/// <summary>Writes access tokens as RFC 9068 JWTs, signed ES256. Thread-safe.</summary>
internal sealed class AccessTokenIssuer(SigningKeys keys, ExchangeIdentityOptions options, TimeProvider time)
{
    /// <summary>The <c>typ</c> of an access token (RFC 9068 §2.1).</summary>
    public const string TokenType = "at+jwt";

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>A token for the client, from now for the configured lifetime.</summary>
    public string Issue(string issuer, ClientRegistration client, string? scope)
    {
        var now = time.GetUtcNow();
        var claims = new Dictionary<string, object>
        {
            ["sub"] = client.ClientId,
            ["client_id"] = client.ClientId,
            ["jti"] = Guid.CreateVersion7(now).ToString("N"),
            ["department"] = client.Department,
            ["roles"] = client.Roles.ToArray(),
            ["purposes"] = client.Purposes.ToArray(),
        };
        AddKnown(claims, "region", client.Region);
        AddKnown(claims, "officer", client.Officer);
        AddKnown(claims, "scope", scope);
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = options.Audience,
            TokenType = TokenType,
            IssuedAt = now.UtcDateTime,
            Expires = (now + options.TokenLifetime).UtcDateTime,
            Claims = claims,
            SigningCredentials = keys.Credentials,
        });
    }

    private static void AddKnown(Dictionary<string, object> claims, string name, string? value)
    {
        if (value is not null)
        {
            claims[name] = value;
        }
    }
}
