using System.Security.Claims;
using Exchange.Audit.Records;
using Exchange.Audit.Writing;
using Exchange.Identity.Accounts.Records;
using Exchange.Identity.Schemes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Identity.Accounts;

/// <summary><c>/api/v1/session</c>: sign in, who am I, sign out. Thread-safe.</summary>
internal sealed class SessionEndpoints(
    StaffSignIn signIn, SessionOpening opening, OpenSessions sessions, SessionCookie cookie, AccountRecords records)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/session", SignInAsync).WithName("signIn").WithTags("session")
            .WithSummary("Sign in by password, and by a code of the authenticator or a recovery code where the account has one.")
            .Accepts<SignInRequest>("application/json").Produces<SessionView>()
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(429).ProducesProblem(503);
        routes.MapGet("/session", WhoAmI).WithName("whoAmI").WithTags("session").RequireAuthorization(AccountAccess.AnySession)
            .WithSummary("Who is signed in.").Produces<SessionView>().ProducesProblem(401).ProducesProblem(403);
        routes.MapDelete("/session", SignOutAsync).WithName("signOut").WithTags("session")
            .WithSummary("Sign out.").Produces(204).ProducesProblem(403).ProducesProblem(503);
    }

    private async Task<IResult> SignInAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (!SessionCookie.IsIntended(http.Request))
        {
            return IdentityProblems.CsrfHeaderMissing();
        }

        if (await AccountBody.ReadAsync<SignInRequest>(http.Request, cancellationToken) is not { } sent || !sent.IsWhole())
        {
            return IdentityProblems.BadSignIn();
        }

        var outcome = await signIn.TryAsync(sent, cancellationToken);
        return outcome.Verdict switch
        {
            SignInVerdict.Accepted => await opening.SignInAsync(http, outcome),
            SignInVerdict.SecondFactorRequired => IdentityProblems.SecondFactorRequired(),
            SignInVerdict.Busy => Counted(http, IdentityProblems.SignInBusy(), "SIGN_IN_BUSY"),
            _ => Counted(http, IdentityProblems.SignInRefused(), "SIGN_IN_REFUSED"),
        };
    }

    private static IResult WhoAmI(ClaimsPrincipal caller) => Results.Ok(new SessionView(
        caller.Identity!.Name!,
        AccountAccess.Values(caller, ExchangeClaims.Role),
        caller.FindFirst(ExchangeClaims.Department)?.Value,
        caller.FindFirst(ExchangeClaims.Region)?.Value,
        AccountAccess.Values(caller, ExchangeClaims.Purpose)));

    private async Task<IResult> SignOutAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (!SessionCookie.IsIntended(http.Request))
        {
            return IdentityProblems.CsrfHeaderMissing();
        }

        if (cookie.TokenOf(http.Request) is { } token)
        {
            var session = await sessions.FindAsync(token, isUse: true, cancellationToken);
            if (session is not null)
            {
                return await EndAsync(http, token, session.AccountId);
            }

            await sessions.CloseAsync(token, CancellationToken.None);
            cookie.Clear(http.Response);
        }

        return Results.NoContent();
    }

    private async Task<IResult> EndAsync(HttpContext http, string token, string accountId)
    {
        // WHY the end comes first: a log that takes nothing must not keep a session open.
        var record = records.EventOf(accountId, accountId, AccountAct.SignedOut);
        await sessions.CloseAsync(token, record);
        cookie.Clear(http.Response);
        try
        {
            await records.WriteAsync(record);
        }
        catch (AuditUnavailableException)
        {
            return IdentityProblems.ClosedWithoutRecord();
        }

        await sessions.StrikeAsync(token);
        return Results.NoContent();
    }

    private IResult Counted(HttpContext http, IResult refusal, string code)
    {
        records.Count(http, code);
        return refusal;
    }
}
