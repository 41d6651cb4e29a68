using Exchange.Audit.Records;
using Exchange.Identity.Accounts.Records;
using Exchange.Identity.Schemes;
using Exchange.Storage;
using Exchange.Storage.Model;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Identity.Accounts;

/// <summary>What a change came to.</summary>
/// <param name="Answer">What is answered.</param>
/// <param name="Act">What is put on record; null where nothing was done, and nothing of it stays.</param>
/// <param name="Rights">The account's rights from now on; null where they are as they were.</param>
/// <param name="Account">The account, where it is a new one.</param>
internal sealed record ChangeOutcome(IResult Answer, AccountAct? Act = null, AccountRights? Rights = null, StaffAccount? Account = null);

/// <summary>
/// Changes one account. INVARIANT: the change and its record count together: what cannot be recorded is not done. Thread-safe.
/// </summary>
internal sealed class AccountChange(IServiceScopeFactory scopes, AccountRecords records)
{
    /// <summary>Changes the account that <paramref name="find"/> finds; where it finds none, nobody learns more than that.</summary>
    public async Task<ChangeOutcome> RunAsync(
        string actor,
        Func<SignInScope, Task<StaffAccount?>> find,
        Func<SignInScope, StaffAccount, Task<ChangeOutcome>> change,
        CancellationToken cancellationToken)
    {
        return await RunAsync(
            actor,
            async scope => await find(scope) is { } account
                ? await change(scope, account) with { Account = account }
                : new ChangeOutcome(IdentityProblems.NotFound()),
            cancellationToken);
    }

    /// <summary>Runs a change of one account, which it names in its outcome.</summary>
    public async Task<ChangeOutcome> RunAsync(
        string actor, Func<SignInScope, Task<ChangeOutcome>> change, CancellationToken cancellationToken)
    {
        await using var services = scopes.CreateAsyncScope();
        var scope = SignInScope.Of(services.ServiceProvider);
        ChangeOutcome? outcome = null;
        await scope.Transaction.RunAsync(
            async () =>
            {
                outcome = await change(scope);
                if (outcome is not { Act: { } act, Account: { } account })
                {
                    return false;
                }

                await records.WriteAsync(actor, account.Id, act, outcome.Rights);
                return true;
            },
            cancellationToken);
        return outcome!;
    }

    /// <summary>Goes on only where Identity's store did what it was asked to.</summary>
    /// <exception cref="StorageConflictException">It did not: somebody else was there first.</exception>
    public static void Demand(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new StorageConflictException($"The account was not changed: {string.Join(", ", result.Errors.Select(error => error.Code))}.");
        }
    }
}
