using Exchange.Audit.Records;
using Exchange.Identity.Accounts.Passwords;
using Exchange.Identity.Accounts.Records;
using Exchange.Identity.Schemes;
using Exchange.Storage.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Identity.Accounts.Administration;

/// <summary><c>POST /api/v1/accounts/first</c>: the first account administrator, by the code that the hub printed. Thread-safe.</summary>
internal sealed class FirstAccountEndpoint(
    FirstAdministrator first, AccountChange changes, SignInGate gate, SessionOpening opening, AccountRecords records)
{
    private const string Actor = "first-code";

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/accounts/first", SignUpAsync).WithName("createFirstAccount")
        .WithTags("accounts").WithSummary("Become the first account administrator, by the code that a hub without accounts prints at its start.")
        .Accepts<FirstAccountRequest>("application/json").Produces<SessionView>(201)
        .ProducesProblem(400).ProducesProblem(403).ProducesProblem(409).ProducesProblem(429).ProducesProblem(503);

    private async Task<IResult> SignUpAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (!SessionCookie.IsIntended(http.Request))
        {
            return IdentityProblems.CsrfHeaderMissing();
        }

        if (await AccountBody.ReadAsync<FirstAccountRequest>(http.Request, cancellationToken)
            is not { Code: { Length: > 0 and <= SignInRequest.LongestText }, Password: not null } sent)
        {
            return IdentityProblems.NotUnderstood();
        }

        return await gate.RunAsync(() => CheckAsync(http, sent), cancellationToken) ?? IdentityProblems.SignInBusy();
    }

    private async Task<IResult> CheckAsync(HttpContext http, FirstAccountRequest sent)
    {
        if (!await first.IsRightAsync(sent.Code!, http.RequestAborted))
        {
            records.Count(http, "FIRST_CODE_REFUSED");
            return IdentityProblems.FirstCodeRefused();
        }

        if (AccountName.Mistake(sent.UserName) is { } mistake)
        {
            return IdentityProblems.BadRequest(mistake);
        }

        if (PasswordRules.Check(sent.UserName, sent.Password) is { Count: > 0 } faults)
        {
            return IdentityProblems.PasswordTooWeak(faults);
        }

        if (!records.CanRecord)
        {
            return IdentityProblems.AuditUnavailable();
        }

        await first.UseUpAsync(sent.Code!, http.RequestAborted);
        var made = await changes.RunAsync(Actor, scope => CreateAsync(scope, sent), CancellationToken.None);
        var signedIn = new SignInOutcome(SignInVerdict.Accepted, made.Account) { Roles = [AccountAccess.AdministratorRole] };
        return await opening.SignInAsync(http, signedIn, StatusCodes.Status201Created);
    }

    private static async Task<ChangeOutcome> CreateAsync(SignInScope scope, FirstAccountRequest sent)
    {
        var account = new StaffAccount { UserName = sent.UserName };
        AccountChange.Demand(await scope.Accounts.CreateAsync(account, sent.Password!));
        await AccountAdministration.SetRolesAsync(scope, account, [AccountAccess.AdministratorRole]);
        return new ChangeOutcome(
            Results.NoContent(), AccountAct.Created, new AccountRights(true, [AccountAccess.AdministratorRole], null, null, []), account);
    }
}
