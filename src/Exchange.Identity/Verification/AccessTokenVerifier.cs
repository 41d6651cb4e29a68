using Exchange.Identity.Clients;
using Exchange.Identity.Tokens;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Exchange.Identity.Verification;

/// <summary>
/// Decides whether an access token counts (RFC 9068 §4): ES256 and <c>at+jwt</c> and nothing else, the authority's key, issuer, audience,
/// period, and the client's state at this moment. Thread-safe.
/// </summary>
public sealed class AccessTokenVerifier
{
    private const int LongestToken = 8192;
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = LongestToken };
    private readonly VerifiedTokenCache _verified = new();
    private readonly ITokenAuthority _authority;
    private readonly ClientDirectory _clients;
    private readonly ExchangeIdentityOptions _options;
    private readonly TimeProvider _time;

    internal AccessTokenVerifier(ITokenAuthority authority, ClientDirectory clients, ExchangeIdentityOptions options, TimeProvider time)
    {
        _authority = authority;
        _clients = clients;
        _options = options;
        _time = time;
    }

    /// <summary>
    /// Judges a token as it came in the <c>Authorization</c> header, without the scheme. Never throws for what a caller sent.
    /// </summary>
    public async ValueTask<TokenVerdict> VerifyAsync(string? token, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(token))
        {
            return TokenVerdict.Refuse(TokenFault.Missing);
        }

        if (token.Length > LongestToken)
        {
            return TokenVerdict.Refuse(TokenFault.Malformed);
        }

        if (_verified.Find(token) is { } known)
        {
            return IsOver(known) ? TokenVerdict.Refuse(TokenFault.Expired) : Current(known);
        }

        var verdict = await CheckAsync(token, cancellationToken);
        if (verdict.Claims is null)
        {
            return verdict;
        }

        _verified.Add(token, verdict.Claims);
        return Current(verdict.Claims);
    }

    private async Task<TokenVerdict> CheckAsync(string token, CancellationToken cancellationToken)
    {
        if (Parse(token) is not { } parsed)
        {
            return TokenVerdict.Refuse(TokenFault.Malformed);
        }

        if (parsed.Alg != SecurityAlgorithms.EcdsaSha256 || string.IsNullOrEmpty(parsed.Kid))
        {
            return TokenVerdict.Refuse(TokenFault.BadSignature);
        }

        SecurityKey? key;
        try
        {
            key = await _authority.FindKeyAsync(parsed.Kid, cancellationToken);
        }
        catch (AuthorityUnavailableException)
        {
            return TokenVerdict.Refuse(TokenFault.AuthorityUnavailable);
        }

        if (key is null)
        {
            return TokenVerdict.Refuse(TokenFault.BadSignature);
        }

        var result = await _handler.ValidateTokenAsync(parsed, Demands(key));
        if (!result.IsValid)
        {
            return TokenVerdict.Refuse(FaultOf(result.Exception));
        }

        return ClaimReader.Read(parsed.EncodedPayload) is { } claims
            ? TokenVerdict.Accept(claims) : TokenVerdict.Refuse(TokenFault.Malformed);
    }

    private static JsonWebToken? Parse(string token)
    {
        try
        {
            var parsed = new JsonWebToken(token);

            // A critical extension that is not understood makes the token invalid (RFC 7515 §4.1.11); none is understood here.
            return parsed.IsEncrypted || parsed.TryGetHeaderValue<object>("crit", out _) ? null : parsed;
        }
        catch (Exception cause) when (cause is ArgumentException or SecurityTokenException or FormatException)
        {
            return null;
        }
    }

    private TokenValidationParameters Demands(SecurityKey key) => new()
    {
        ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
        ValidTypes = [AccessTokenIssuer.TokenType, "application/" + AccessTokenIssuer.TokenType],
        IssuerSigningKey = key,
        TryAllIssuerSigningKeys = false,
        ValidAudience = _options.Audience,
        IssuerValidator = (issuer, _, _) =>
            _authority.IsIssuer(issuer) ? issuer : throw new SecurityTokenInvalidIssuerException("Another issuer."),
        LifetimeValidator = (notBefore, expires, _, _) => expires is not null && IsWithin(notBefore, expires.Value),
    };

    private bool IsWithin(DateTime? notBefore, DateTime expires)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return now < expires + ClockSkew && (notBefore is null || now >= notBefore - ClockSkew);
    }

    private bool IsOver(AccessTokenClaims claims) => _time.GetUtcNow() >= claims.ExpiresAt + ClockSkew;

    private static TokenFault FaultOf(Exception? cause) => cause switch
    {
        SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException or SecurityTokenNotYetValidException => TokenFault.Expired,
        SecurityTokenInvalidAudienceException => TokenFault.WrongAudience,
        SecurityTokenInvalidIssuerException => TokenFault.WrongIssuer,
        SecurityTokenInvalidSignatureException or SecurityTokenInvalidAlgorithmException => TokenFault.BadSignature,
        _ => TokenFault.Malformed,
    };

    // INVARIANT: asked at every request, cached token or not; what was taken from a client since its token was issued no longer counts.
    private TokenVerdict Current(AccessTokenClaims claims)
    {
        var client = _clients.Find(claims.ClientId);
        if (!_authority.KnowsItsClients)
        {
            return client is { Enabled: false } ? TokenVerdict.Refuse(TokenFault.ClientSuspended) : TokenVerdict.Accept(claims);
        }

        if (client is not { Enabled: true } || client.Department != claims.Department || client.Region != claims.Region
            || client.Officer != claims.Officer)
        {
            return TokenVerdict.Refuse(TokenFault.ClientSuspended);
        }

        return TokenVerdict.Accept(claims with
        {
            Roles = [.. claims.Roles.Intersect(client.Roles, StringComparer.Ordinal)],
            Purposes = [.. claims.Purposes.Intersect(client.Purposes, StringComparer.Ordinal)],
        });
    }
}
