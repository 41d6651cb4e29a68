using Exchange.Identity.Schemes;
using Exchange.Storage.Accounts;
using Exchange.Storage.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Identity.Accounts.Administration;

/// <summary><c>/api/v1/accounts</c>: the accounts of others, for account administrators. Thread-safe.</summary>
internal sealed class AccountsEndpoints(AccountChange changes, AccountAdministration administration, StaffRoster roster)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        var accounts = routes.MapGroup("/accounts").WithTags("accounts").RequireAuthorization(AccountAccess.Administrator);
        accounts.MapGet("/", ListAsync).WithName("listAccounts").WithSummary("Every account.")
            .Produces<AccountList>().ProducesProblem(401).ProducesProblem(403);
        Describe(accounts.MapPost("/", CreateAsync).WithName("createAccount").WithSummary("Make an account; its one-time password is shown once.")
            .Accepts<NewAccount>("application/json").Produces<MadeAccount>(201).ProducesProblem(400).ProducesProblem(409));
        Describe(accounts.MapPatch("/{userName}", ChangeAsync).WithName("changeAccount")
            .WithSummary("Change an account's rights, or close and open it. What is left out stays.")
            .Accepts<AccountPatch>("application/json").Produces<AccountView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409));
        Describe(accounts.MapPost("/{userName}/unlock", UnlockAsync).WithName("unlockAccount").WithSummary("Lift a lock-out.")
            .Produces<AccountView>().ProducesProblem(404).ProducesProblem(409));
        Describe(accounts.MapPost("/{userName}/password", ResetAsync).WithName("resetAccountPassword")
            .WithSummary("Give a one-time password; authenticator, recovery codes and passkeys are taken away, and open sessions end.")
            .Produces<GivenPassword>().ProducesProblem(404).ProducesProblem(409));
    }

    private static void Describe(RouteHandlerBuilder endpoint) => endpoint.ProducesProblem(401).ProducesProblem(403).ProducesProblem(503);

    private async Task<IResult> ListAsync(CancellationToken cancellationToken) =>
        Results.Ok(new AccountList([.. (await roster.ListAsync(cancellationToken)).Select(administration.View)]));

    private async Task<IResult> CreateAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (await AccountBody.ReadAsync<NewAccount>(http.Request, cancellationToken) is not { } wanted)
        {
            return IdentityProblems.NotUnderstood();
        }

        var outcome = await changes.RunAsync(AccountAccess.AccountId(http), scope => administration.CreateAsync(scope, wanted), cancellationToken);
        return outcome.Answer;
    }

    private async Task<IResult> ChangeAsync(HttpContext http, string userName, CancellationToken cancellationToken) =>
        await AccountBody.ReadAsync<AccountPatch>(http.Request, cancellationToken) is { } patch
            ? await OfAnotherAsync(http, userName, (scope, account) => administration.ChangeAsync(scope, account, patch))
            : IdentityProblems.NotUnderstood();

    private Task<IResult> UnlockAsync(HttpContext http, string userName) => OfAnotherAsync(http, userName, administration.UnlockAsync);

    private Task<IResult> ResetAsync(HttpContext http, string userName) => OfAnotherAsync(http, userName, administration.ResetAsync);

    private async Task<IResult> OfAnotherAsync(
        HttpContext http, string userName, Func<SignInScope, StaffAccount, Task<ChangeOutcome>> change)
    {
        var actor = AccountAccess.AccountId(http);
        var outcome = await changes.RunAsync(
            actor,
            scope => scope.Accounts.FindByNameAsync(userName),
            async (scope, account) => account.Id == actor ? new ChangeOutcome(IdentityProblems.OwnAccount()) : await change(scope, account),
            http.RequestAborted);
        return outcome.Answer;
    }
}
