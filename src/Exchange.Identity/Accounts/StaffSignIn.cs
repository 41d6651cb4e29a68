using Exchange.Audit.Records;
using Exchange.Identity.Accounts.Records;
using Exchange.Storage.Accounts;
using Exchange.Storage.Model;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Identity.Accounts;

/// <summary>
/// Checks passwords and the second factors that go with them. Unknown, closed and locked accounts are answered like a wrong password, after
/// the same work and no sooner; every factor counts towards the same lock-out. Thread-safe.
/// </summary>
internal sealed class StaffSignIn(IServiceScopeFactory scopes, SignInGate gate, AccountRecords records, TimeProvider time)
{
    // WHY: only a failure on an account that exists is written to the store; the floor is longer than that takes.
    private static readonly TimeSpan RefusalFloor = TimeSpan.FromMilliseconds(500);

    private string? _nobodysHash;

    /// <summary>Signs in by password, and by a code of the authenticator or a recovery code where the account has one.</summary>
    public Task<SignInOutcome> TryAsync(SignInRequest sent, CancellationToken cancellationToken) =>
        GuardAsync(scope => CheckAsync(scope, sent), cancellationToken);

    /// <summary>Whether this is the password of somebody who is signed in already; failures count as they do at sign-in.</summary>
    public async Task<SignInVerdict> ConfirmAsync(string accountId, string? password, CancellationToken cancellationToken)
    {
        if (password is not { Length: > 0 and <= SignInRequest.LongestText })
        {
            return SignInVerdict.Refused;
        }

        var outcome = await GuardAsync(
            async scope => await CheckPasswordAsync(scope, await scope.Accounts.FindByIdAsync(accountId), password) is { } account
                ? new SignInOutcome(SignInVerdict.Accepted, account)
                : SignInOutcome.Refused,
            cancellationToken);
        return outcome.Verdict;
    }

    /// <summary>Runs a check in its turn; a refusal is answered no sooner than any other refusal.</summary>
    internal async Task<SignInOutcome> GuardAsync(Func<SignInScope, Task<SignInOutcome>> check, CancellationToken cancellationToken)
    {
        if (await gate.RunAsync(() => TimedAsync(check), cancellationToken) is not { } timed)
        {
            return SignInOutcome.Busy;
        }

        if (timed.Outcome.Verdict is SignInVerdict.Refused && RefusalFloor - time.GetElapsedTime(timed.Begun) is var rest && rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, time, cancellationToken);
        }

        return timed.Outcome;
    }

    /// <summary>Counts a failure of an account that is open, and records the lock-out that it may bring.</summary>
    internal async Task FailAsync(SignInScope scope, StaffAccount account)
    {
        await scope.Accounts.AccessFailedAsync(account);
        if (await scope.Accounts.IsLockedOutAsync(account))
        {
            await records.WriteAsync(AccountRecords.Hub, account.Id, AccountAct.LockedOut);
        }
    }

    /// <summary>Takes the holder in: earlier failures are forgotten.</summary>
    internal static async Task<SignInOutcome> AcceptAsync(SignInScope scope, StaffAccount account, int factors)
    {
        await scope.Accounts.ResetAccessFailedCountAsync(account);
        var mark = await scope.Accounts.GetAuthenticationTokenAsync(account, AccountMarks.Provider, AccountMarks.PasswordIsTemporary);
        return new SignInOutcome(SignInVerdict.Accepted, account)
        {
            Roles = [.. (await scope.Accounts.GetRolesAsync(account)).Order(StringComparer.Ordinal)],
            Factors = factors,
            MustChangePassword = mark is not null,
        };
    }

    private async Task<Timed> TimedAsync(Func<SignInScope, Task<SignInOutcome>> check)
    {
        var begun = time.GetTimestamp();
        await using var services = scopes.CreateAsyncScope();
        return new Timed(await check(SignInScope.Of(services.ServiceProvider)), begun);
    }

    private async Task<SignInOutcome> CheckAsync(SignInScope scope, SignInRequest sent)
    {
        if (await CheckPasswordAsync(scope, await scope.Accounts.FindByNameAsync(sent.UserName!), sent.Password!) is not { } account)
        {
            return SignInOutcome.Refused;
        }

        var hasSecond = await scope.Accounts.GetTwoFactorEnabledAsync(account);
        if (hasSecond)
        {
            if (sent is { Code: null or "", RecoveryCode: null or "" })
            {
                return SignInOutcome.SecondFactorRequired;
            }

            if (!await CheckSecondFactorAsync(scope, account, sent))
            {
                await FailAsync(scope, account);
                return SignInOutcome.Refused;
            }
        }

        return await AcceptAsync(scope, account, hasSecond ? 2 : 1);
    }

    private async Task<StaffAccount?> CheckPasswordAsync(SignInScope scope, StaffAccount? account, string password)
    {
        if (account is not { Enabled: true } || await scope.Accounts.IsLockedOutAsync(account))
        {
            SpendTheSame(scope.Accounts.PasswordHasher, password);
            return null;
        }

        if (await scope.Accounts.CheckPasswordAsync(account, password))
        {
            return account;
        }

        await FailAsync(scope, account);
        return null;
    }

    private async Task<bool> CheckSecondFactorAsync(SignInScope scope, StaffAccount account, SignInRequest sent)
    {
        if (sent.Code is { Length: > 0 } code)
        {
            return await scope.Accounts.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code);
        }

        return await scope.Transaction.RunAsync(
            async () =>
            {
                if (!(await scope.Accounts.RedeemTwoFactorRecoveryCodeAsync(account, sent.RecoveryCode!.Trim().ToUpperInvariant())).Succeeded)
                {
                    return false;
                }

                await records.WriteAsync(account.Id, account.Id, AccountAct.RecoveryCodeUsed);
                return true;
            },
            CancellationToken.None);
    }

    private void SpendTheSame(IPasswordHasher<StaffAccount> hasher, string password)
    {
        var nobody = new StaffAccount();
        _nobodysHash ??= hasher.HashPassword(nobody, SessionCookie.NewToken(DateTimeOffset.UnixEpoch, 1));
        hasher.VerifyHashedPassword(nobody, _nobodysHash, password);
    }

    private sealed record Timed(SignInOutcome Outcome, long Begun);
}
