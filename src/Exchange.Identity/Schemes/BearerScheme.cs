using System.Security.Claims;
using System.Text.Encodings.Web;
using Exchange.Identity.Tokens;
using Exchange.Identity.Verification;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Exchange.Identity.Schemes;

/// <summary>Client applications by their access token (RFC 6750).</summary>
internal sealed class BearerScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, AccessTokenVerifier verifier)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        var verdict = await verifier.VerifyAsync(header[Prefix.Length..].Trim(), Context.RequestAborted);
        return verdict.Claims is { } claims
            ? AuthenticateResult.Success(new AuthenticationTicket(ToPrincipal(claims), Scheme.Name))
            : AuthenticateResult.Fail(verdict.Fault.ToString());
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var presented = Request.Headers.Authorization.Count > 0;
        Response.Headers.WWWAuthenticate = presented ? "Bearer realm=\"exchange\", error=\"invalid_token\"" : "Bearer realm=\"exchange\"";
        return IdentityProblems.NotSignedIn().ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => IdentityProblems.Forbidden().ExecuteAsync(Context);

    private ClaimsPrincipal ToPrincipal(AccessTokenClaims token)
    {
        var identity = new ClaimsIdentity(Scheme.Name, ExchangeClaims.Name, ExchangeClaims.Role);
        identity.AddClaim(new Claim(ExchangeClaims.Subject, token.ClientId));
        identity.AddClaim(new Claim(ExchangeClaims.Name, token.ClientId));
        identity.AddClaim(new Claim(ExchangeClaims.ClientId, token.ClientId));
        identity.AddClaim(new Claim(ExchangeClaims.Department, token.Department));
        identity.AddClaims(token.Roles.Select(role => new Claim(ExchangeClaims.Role, role)));
        identity.AddClaims(token.Purposes.Select(purpose => new Claim(ExchangeClaims.Purpose, purpose)));
        if (token.Region is not null)
        {
            identity.AddClaim(new Claim(ExchangeClaims.Region, token.Region));
        }

        if (token.Officer is not null)
        {
            identity.AddClaim(new Claim(ExchangeClaims.Officer, token.Officer));
        }

        return new ClaimsPrincipal(identity);
    }
}
