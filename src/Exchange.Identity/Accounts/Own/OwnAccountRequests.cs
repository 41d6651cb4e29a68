using Exchange.Identity.Accounts.Records;
using Exchange.Identity.Schemes;
using Exchange.Storage.Model;
using Microsoft.AspNetCore.Http;

namespace Exchange.Identity.Accounts.Own;

/// <summary>
/// How somebody changes their own account: the session says whose it is, and the present password that it is really them. Thread-safe.
/// </summary>
internal sealed class OwnAccountRequests(AccountChange changes, StaffSignIn signIn, SessionOpening opening, AccountRecords records)
{
    /// <summary>Changes the account that is signed in.</summary>
    public async Task<IResult> ChangeAsync(
        HttpContext http, Func<SignInScope, StaffAccount, Task<ChangeOutcome>> change, bool endsOtherSessions = false)
    {
        var id = AccountAccess.AccountId(http);
        var outcome = await changes.RunAsync(id, scope => scope.Accounts.FindByIdAsync(id), change, http.RequestAborted);
        if (endsOtherSessions && outcome.Act is not null)
        {
            // The new security stamp ended all of them, this one too.
            await opening.ReplaceAsync(http, outcome.Account!);
        }

        return outcome.Answer;
    }

    /// <summary>The same, once the present password is confirmed.</summary>
    public async Task<IResult> ChangeConfirmedAsync(
        HttpContext http, string? password, Func<SignInScope, StaffAccount, Task<ChangeOutcome>> change, bool endsOtherSessions = false) =>
        await RefusalOfAsync(http, password) ?? await ChangeAsync(http, change, endsOtherSessions);

    /// <summary>The problem to answer with where this is not the present password of whoever is signed in; null where it is.</summary>
    public async Task<IResult?> RefusalOfAsync(HttpContext http, string? password)
    {
        var verdict = await signIn.ConfirmAsync(AccountAccess.AccountId(http), password, http.RequestAborted);
        if (verdict is SignInVerdict.Refused)
        {
            records.Count(http, "PASSWORD_WRONG");
        }

        return verdict switch
        {
            SignInVerdict.Accepted => null,
            SignInVerdict.Busy => IdentityProblems.SignInBusy(),
            _ => IdentityProblems.PasswordWrong(),
        };
    }
}
