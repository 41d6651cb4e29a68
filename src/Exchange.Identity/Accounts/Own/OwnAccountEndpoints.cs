using Exchange.Audit.Records;
using Exchange.Identity.Accounts.Passwords;
using Exchange.Identity.Schemes;
using Exchange.Storage.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Exchange.Identity.Accounts.Own;

/// <summary><c>/api/v1/account</c>: what one's own account is, and its password. Thread-safe.</summary>
internal sealed class OwnAccountEndpoints(IServiceScopeFactory scopes, OwnAccountRequests own)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account", (Delegate)ShowAsync).WithName("ownAccount").WithTags("account").RequireAuthorization(AccountAccess.AnySession)
            .WithSummary("The account of whoever is signed in.").Produces<OwnAccountView>().ProducesProblem(401).ProducesProblem(403);
        routes.MapPost("/account/password", ChangePasswordAsync).WithName("changePassword").WithTags("account")
            .RequireAuthorization(AccountAccess.AnySession).WithMetadata(OpenToTemporaryPassword.Mark)
            .WithSummary("Change one's own password; every other session ends.")
            .Accepts<PasswordChangeRequest>("application/json").Produces(204)
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(409).ProducesProblem(429).ProducesProblem(503);
    }

    private async Task<IResult> ShowAsync(HttpContext http)
    {
        await using var services = scopes.CreateAsyncScope();
        var accounts = SignInScope.Of(services.ServiceProvider).Accounts;
        if (await accounts.FindByIdAsync(AccountAccess.AccountId(http)) is not { } account)
        {
            return IdentityProblems.NotSignedIn();
        }

        var passkeys = await accounts.GetPasskeysAsync(account);
        return Results.Ok(new OwnAccountView(
            account.UserName!,
            [.. (await accounts.GetRolesAsync(account)).Order(StringComparer.Ordinal)],
            account.Department,
            account.Region,
            account.Purposes.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            await accounts.GetTwoFactorEnabledAsync(account),
            await accounts.CountRecoveryCodesAsync(account),
            [
                .. passkeys.OrderBy(key => key.CreatedAt)
                    .Select(key => new PasskeyView(Base64UrlEncoder.Encode(key.CredentialId), key.Name ?? "", key.CreatedAt)),
            ]));
    }

    private async Task<IResult> ChangePasswordAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (await AccountBody.ReadAsync<PasswordChangeRequest>(http.Request, cancellationToken) is not { New: { } wanted } sent)
        {
            return IdentityProblems.NotUnderstood();
        }

        return await own.ChangeConfirmedAsync(
            http,
            sent.Current,
            async (scope, account) =>
            {
                var faults = PasswordRules.Check(account.UserName, wanted);
                if (faults.Count > 0 || wanted == sent.Current)
                {
                    return new ChangeOutcome(IdentityProblems.PasswordTooWeak(faults.Count > 0 ? faults : [PasswordRules.Unchanged]));
                }

                AccountChange.Demand(await scope.Accounts.ChangePasswordAsync(account, sent.Current!, wanted));
                AccountChange.Demand(await scope.Accounts.RemoveAuthenticationTokenAsync(
                    account, AccountMarks.Provider, AccountMarks.PasswordIsTemporary));
                return new ChangeOutcome(Results.NoContent(), AccountAct.PasswordChanged);
            },
            endsOtherSessions: true);
    }
}
