using Exchange.Identity.Keys;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;

namespace Exchange.Identity.Tokens;

/// <summary>What a client can learn without asking anybody: OpenID Connect Discovery 1.0 §3 and the JWK set (RFC 7517).</summary>
internal sealed class DiscoveryEndpoints(SigningKeys keys, IssuerName issuer)
{
    /// <summary>Where tokens are asked for.</summary>
    public const string TokenPath = "/connect/token";

    /// <summary>Where the configuration is.</summary>
    public const string ConfigurationPath = "/.well-known/openid-configuration";

    /// <summary>Where the public keys are.</summary>
    public const string JwksPath = "/.well-known/jwks.json";

    // WHY: five minutes, so that a new key is known to verifiers well before a token of it is ten minutes old.
    private const string Cacheable = "public, max-age=300";

    private static readonly string[] Claims =
        ["iss", "aud", "sub", "client_id", "iat", "exp", "jti", "department", "roles", "purposes", "region", "officer"];

    public Task ConfigurationAsync(HttpContext context)
    {
        if (issuer.For(context.Request) is not { } name)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return context.Response.WriteAsJsonAsync(
                OAuthError.NoIssuer, context.RequestAborted);
        }

        context.Response.Headers.CacheControl = Cacheable;
        return context.Response.WriteAsJsonAsync(Describe(name), context.RequestAborted);
    }

    public async Task JwksAsync(HttpContext context)
    {
        await keys.RefreshAsync(context.RequestAborted);
        context.Response.Headers.CacheControl = Cacheable;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(keys.ToJwks(), context.RequestAborted);
    }

    private static Dictionary<string, object> Describe(string name) => new()
    {
        ["issuer"] = name,
        ["token_endpoint"] = name + TokenPath,
        ["jwks_uri"] = name + JwksPath,
        ["grant_types_supported"] = new[] { "client_credentials" },
        ["response_types_supported"] = Array.Empty<string>(),
        ["scopes_supported"] = new[] { TokenEndpoint.Scope },
        ["token_endpoint_auth_methods_supported"] = new[] { "client_secret_basic", "client_secret_post" },
        ["subject_types_supported"] = new[] { "public" },
        ["id_token_signing_alg_values_supported"] = new[] { SecurityAlgorithms.EcdsaSha256 },
        ["claims_supported"] = Claims,
    };
}
