using Exchange.Audit.Records;
using Exchange.Identity.Accounts.Records;
using Exchange.Identity.Schemes;
using Exchange.Storage.Model;
using Microsoft.AspNetCore.Http;

namespace Exchange.Identity.Accounts;

/// <summary>Gives whoever proved to be an account's holder a session of their own: on record first, always under a new token. Thread-safe.</summary>
internal sealed class SessionOpening(OpenSessions sessions, SessionCookie cookie, AccountRecords records)
{
    /// <summary>Records the sign-in, opens the session and says who is signed in; one with a temporary password may only change it.</summary>
    public async Task<IResult> SignInAsync(HttpContext http, SignInOutcome accepted, int status = StatusCodes.Status200OK)
    {
        var account = accepted.Account!;
        await records.WriteAsync(account.Id, account.Id, AccountAct.SignedIn);
        await OpenAsync(http, account, accepted.Factors);
        return accepted.MustChangePassword
            ? IdentityProblems.PasswordChangeRequired()
            : Results.Json(View(account, accepted.Roles), statusCode: status);
    }

    /// <summary>Opens a session in place of the one that the request came with.</summary>
    public async Task ReplaceAsync(HttpContext http, StaffAccount account)
    {
        var former = cookie.TokenOf(http.Request);
        if (former is not null)
        {
            await sessions.CloseAsync(former, http.RequestAborted);
        }

        // WHY those of the former: what was changed meanwhile is proved at the next sign-in.
        await OpenAsync(http, account, former is null ? 1 : SessionCookie.FactorsOf(former));
    }

    private async Task OpenAsync(HttpContext http, StaffAccount account, int factors) =>
        cookie.Set(http.Response, await sessions.OpenAsync(account, factors, http.RequestAborted));

    private static SessionView View(StaffAccount account, IReadOnlyList<string> roles) => new(
        account.UserName!, roles, account.Department, account.Region, account.Purposes.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
