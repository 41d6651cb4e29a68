using System.Security.Claims;
using System.Text.Encodings.Web;
using Exchange.Identity.Accounts;
using Exchange.Storage.Stores;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Exchange.Identity.Schemes;

/// <summary>
/// Staff and residents by their session cookie. The session is looked up at every request, so that a role taken away or an account
/// closed counts at once. Unsafe methods need the header <c>X-CSRF: 1</c>, which another site's page cannot set.
/// </summary>
internal sealed class SessionScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, SessionCookie cookie, OpenSessions sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    private bool _lacksCsrfHeader;
    private bool _hasTemporaryPassword;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (cookie.TokenOf(Request) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        if (!SessionCookie.IsIntended(Request))
        {
            _lacksCsrfHeader = true;
            return AuthenticateResult.Fail("The header X-CSRF is missing.");
        }

        var isUse = Context.GetEndpoint()?.Metadata.GetMetadata<SessionLook>() is null;
        if (await sessions.FindAsync(token, isUse, Context.RequestAborted) is not { } session)
        {
            return AuthenticateResult.Fail("The session is over.");
        }

        // INVARIANT: whoever was given a password by somebody else is nobody, except where it is changed.
        if (session.MustChangePassword && Context.GetEndpoint()?.Metadata.GetMetadata<OpenToTemporaryPassword>() is null)
        {
            _hasTemporaryPassword = true;
            return AuthenticateResult.Fail("The password must be changed first.");
        }

        return AuthenticateResult.Success(new AuthenticationTicket(ToPrincipal(session, SessionCookie.FactorsOf(token)), Scheme.Name));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await HandleAuthenticateOnceSafeAsync();
        var problem = _lacksCsrfHeader ? IdentityProblems.CsrfHeaderMissing()
            : _hasTemporaryPassword ? IdentityProblems.PasswordChangeRequired()
            : IdentityProblems.NotSignedIn();
        await problem.ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => IdentityProblems.Forbidden().ExecuteAsync(Context);

    private ClaimsPrincipal ToPrincipal(StaffSession session, int factors)
    {
        var identity = new ClaimsIdentity(Scheme.Name, ExchangeClaims.Name, ExchangeClaims.Role);
        identity.AddClaim(new Claim(ExchangeClaims.Subject, session.AccountId));
        identity.AddClaim(new Claim(ExchangeClaims.Name, session.UserName));
        identity.AddClaim(new Claim(ExchangeClaims.Officer, session.AccountId));
        identity.AddClaims(session.Roles.Select(role => new Claim(ExchangeClaims.Role, role)));
        identity.AddClaims(session.Purposes.Select(purpose => new Claim(ExchangeClaims.Purpose, purpose)));
        AddIfKnown(identity, ExchangeClaims.Department, session.Department);
        AddIfKnown(identity, ExchangeClaims.Region, session.Region);
        AddIfKnown(identity, ExchangeClaims.Person, session.PersonPseudonym);
        AddIfKnown(identity, ExchangeClaims.Methods, factors > 1 ? ExchangeClaims.TwoFactors : null);
        return new ClaimsPrincipal(identity);
    }

    private static void AddIfKnown(ClaimsIdentity identity, string type, string? value)
    {
        if (value is not null)
        {
            identity.AddClaim(new Claim(type, value));
        }
    }
}

/// <summary>Marks an endpoint that a session may use although its password was given by somebody else.</summary>
internal sealed class OpenToTemporaryPassword
{
    public static readonly OpenToTemporaryPassword Mark = new();
}
