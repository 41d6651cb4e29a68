using Exchange.Audit.Records;
using Exchange.Identity.Accounts.Own;
using Exchange.Identity.Schemes;
using Exchange.Storage.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Identity.Accounts.SecondFactor;

/// <summary><c>/api/v1/account/totp</c> and <c>/recovery-codes</c>: one's own authenticator. Thread-safe.</summary>
internal sealed class SecondFactorEndpoints(OwnAccountRequests own)
{
    private const int RecoveryCodeCount = 10;
    private const string AppName = "Exchange";

    public void Map(IEndpointRouteBuilder routes)
    {
        var totp = routes.MapGroup("/account/totp").WithTags("account").RequireAuthorization(AccountAccess.AnySession);
        Describe(totp.MapPost("/", StartAsync).WithName("startTotp").WithSummary("Begin to set up an authenticator; it is not asked for yet.")
            .Accepts<PasswordConfirmation>("application/json").Produces<AuthenticatorSetup>());
        Describe(totp.MapPost("/confirm", ConfirmAsync).WithName("confirmTotp")
            .WithSummary("Prove that the authenticator works; it is asked for from now on, and every other session ends.")
            .Accepts<CodeConfirmation>("application/json").Produces<RecoveryCodeList>());
        Describe(totp.MapDelete("/", RemoveAsync).WithName("removeTotp").WithSummary("Ask for no authenticator any more; every other session ends.")
            .Accepts<PasswordConfirmation>("application/json").Produces(204));
        Describe(routes.MapPost("/account/recovery-codes", RenewCodesAsync).WithName("renewRecoveryCodes").WithTags("account")
            .RequireAuthorization(AccountAccess.AnySession).WithSummary("Make new recovery codes; the old ones count no more.")
            .Accepts<PasswordConfirmation>("application/json").Produces<RecoveryCodeList>());
    }

    private static void Describe(RouteHandlerBuilder endpoint) => endpoint
        .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(409).ProducesProblem(429).ProducesProblem(503);

    private async Task<IResult> StartAsync(HttpContext http, CancellationToken cancellationToken) => await own.ChangeConfirmedAsync(
        http,
        (await AccountBody.ReadAsync<PasswordConfirmation>(http.Request, cancellationToken))?.Password,
        async (scope, account) =>
        {
            if (account.TwoFactorEnabled)
            {
                return new ChangeOutcome(IdentityProblems.Conflict("An authenticator is set up already: remove it first."));
            }

            // WHY not ResetAuthenticatorKeyAsync: it ends all sessions, and nothing has changed yet that they should end for.
            var secret = scope.Accounts.GenerateNewAuthenticatorKey();
            await Keys(scope).SetAuthenticatorKeyAsync(account, secret, cancellationToken);
            AccountChange.Demand(await scope.Accounts.UpdateAsync(account));
            return new ChangeOutcome(Results.Ok(new AuthenticatorSetup(secret, AddressOf(account, secret))), AccountAct.AuthenticatorStarted);
        });

    private async Task<IResult> ConfirmAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (await AccountBody.ReadAsync<CodeConfirmation>(http.Request, cancellationToken) is not { Code: { Length: <= 32 } code })
        {
            return IdentityProblems.NotUnderstood();
        }

        return await own.ChangeAsync(
            http,
            async (scope, account) =>
            {
                if (account.TwoFactorEnabled || await scope.Accounts.GetAuthenticatorKeyAsync(account) is null)
                {
                    return new ChangeOutcome(IdentityProblems.Conflict("No authenticator is being set up: begin with POST /api/v1/account/totp."));
                }

                if (!await scope.Accounts.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code))
                {
                    return new ChangeOutcome(IdentityProblems.CodeWrong());
                }

                AccountChange.Demand(await scope.Accounts.SetTwoFactorEnabledAsync(account, enabled: true));
                return new ChangeOutcome(Results.Ok(await NewCodesAsync(scope, account)), AccountAct.AuthenticatorOn);
            },
            endsOtherSessions: true);
    }

    private async Task<IResult> RemoveAsync(HttpContext http, CancellationToken cancellationToken) => await own.ChangeConfirmedAsync(
        http,
        (await AccountBody.ReadAsync<PasswordConfirmation>(http.Request, cancellationToken))?.Password,
        async (scope, account) =>
        {
            await SecondFactors.RemoveAsync(scope, account);
            return new ChangeOutcome(Results.NoContent(), AccountAct.AuthenticatorOff);
        },
        endsOtherSessions: true);

    private async Task<IResult> RenewCodesAsync(HttpContext http, CancellationToken cancellationToken) => await own.ChangeConfirmedAsync(
        http,
        (await AccountBody.ReadAsync<PasswordConfirmation>(http.Request, cancellationToken))?.Password,
        async (scope, account) => account.TwoFactorEnabled
            ? new ChangeOutcome(Results.Ok(await NewCodesAsync(scope, account)), AccountAct.RecoveryCodesMade)
            : new ChangeOutcome(IdentityProblems.Conflict("Recovery codes stand in for an authenticator, and there is none: set one up first.")));

    private static async Task<RecoveryCodeList> NewCodesAsync(SignInScope scope, StaffAccount account) =>
        new([.. await scope.Accounts.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodeCount)
            ?? throw new InvalidOperationException("The store of accounts keeps no recovery codes.")]);

    private static IUserAuthenticatorKeyStore<StaffAccount> Keys(SignInScope scope) => (IUserAuthenticatorKeyStore<StaffAccount>)scope.Factors;

    private static string AddressOf(StaffAccount account, string secret) =>
        $"otpauth://totp/{AppName}:{Uri.EscapeDataString(account.UserName!)}?secret={secret}&issuer={AppName}&digits=6&period=30";
}
