using Exchange.Audit.Records;
using Exchange.Identity.Accounts.Passwords;
using Exchange.Identity.Accounts.SecondFactor;
using Exchange.Identity.Schemes;
using Exchange.Storage.Accounts;
using Exchange.Storage.Model;
using Microsoft.AspNetCore.Http;

namespace Exchange.Identity.Accounts.Administration;

/// <summary>What an account administrator does with the accounts of others; each method is one change within a transaction.</summary>
internal sealed class AccountAdministration(Func<AccountTerms> terms, TimeProvider time)
{
    /// <summary>Makes an account with a one-time password.</summary>
    public async Task<ChangeOutcome> CreateAsync(SignInScope scope, NewAccount wanted)
    {
        var rights = new WantedRights(wanted.Roles ?? [], wanted.Department, wanted.Region, wanted.Purposes ?? []);
        if ((AccountName.Mistake(wanted.UserName) ?? rights.Mistake(terms())) is { } mistake)
        {
            return new ChangeOutcome(IdentityProblems.BadRequest(mistake));
        }

        if (await scope.Accounts.FindByNameAsync(wanted.UserName!) is not null)
        {
            return new ChangeOutcome(IdentityProblems.Conflict("There is an account of this name already: take another name."));
        }

        var password = OneTimePassword.Create();
        var account = new StaffAccount { UserName = wanted.UserName };
        rights.ApplyTo(account);
        AccountChange.Demand(await scope.Accounts.CreateAsync(account, password));
        await SetRolesAsync(scope, account, rights.Roles);
        await MarkTemporaryAsync(scope, account);
        var view = await ViewAsync(scope, account);
        return new ChangeOutcome(
            Results.Json(new MadeAccount(view, password), statusCode: StatusCodes.Status201Created), AccountAct.Created, Rights(view), account);
    }

    /// <summary>Changes rights, or closes and opens the account.</summary>
    public async Task<ChangeOutcome> ChangeAsync(SignInScope scope, StaffAccount account, AccountPatch patch)
    {
        if (patch.IsUnclear)
        {
            return new ChangeOutcome(IdentityProblems.EnabledUnclear());
        }

        var before = await ViewAsync(scope, account);
        if (patch.ChangesRights && account.PersonPseudonym is not null)
        {
            return new ChangeOutcome(IdentityProblems.ResidentAccount());
        }

        var rights = new WantedRights(
            patch.Roles ?? before.Roles,
            patch.NamesDepartment ? patch.Department : account.Department,
            patch.NamesRegion ? patch.Region : account.Region,
            patch.Purposes ?? before.Purposes);
        if (patch.ChangesRights && rights.Mistake(terms()) is { } mistake)
        {
            return new ChangeOutcome(IdentityProblems.BadRequest(mistake));
        }

        if ((patch.Enabled == false || !rights.Roles.Contains(AccountAccess.AdministratorRole)) && await IsLastAsync(scope, account))
        {
            return new ChangeOutcome(IdentityProblems.Conflict("This is the last account administrator: make another one first."));
        }

        rights.ApplyTo(account);
        account.Enabled = patch.Enabled ?? account.Enabled;
        AccountChange.Demand(await scope.Accounts.UpdateAsync(account));
        await SetRolesAsync(scope, account, rights.Roles);
        if (!account.Enabled)
        {
            AccountChange.Demand(await scope.Accounts.UpdateSecurityStampAsync(account));
        }

        var view = await ViewAsync(scope, account);
        return new ChangeOutcome(Results.Ok(view), AccountAct.Changed, Rights(view));
    }

    /// <summary>Lifts a lock-out.</summary>
    public async Task<ChangeOutcome> UnlockAsync(SignInScope scope, StaffAccount account)
    {
        await LiftLockOutAsync(scope, account);
        return new ChangeOutcome(Results.Ok(await ViewAsync(scope, account)), AccountAct.Unlocked);
    }

    /// <summary>Gives a one-time password and takes every second factor away; a lock-out is lifted, and open sessions end.</summary>
    public async Task<ChangeOutcome> ResetAsync(SignInScope scope, StaffAccount account)
    {
        if (account.PersonPseudonym is not null)
        {
            return new ChangeOutcome(IdentityProblems.ResidentAccount());
        }

        var password = OneTimePassword.Create();
        await SecondFactors.RemoveAsync(scope, account);
        await SecondFactors.RemovePasskeysAsync(scope, account);
        if (await scope.Accounts.HasPasswordAsync(account))
        {
            AccountChange.Demand(await scope.Accounts.RemovePasswordAsync(account));
        }

        AccountChange.Demand(await scope.Accounts.AddPasswordAsync(account, password));
        await MarkTemporaryAsync(scope, account);
        await LiftLockOutAsync(scope, account);
        return new ChangeOutcome(Results.Ok(new GivenPassword(password)), AccountAct.PasswordReset);
    }

    /// <summary>The rights of an account, as they are put on record.</summary>
    public static AccountRights Rights(AccountView view) => new(view.Enabled, view.Roles, view.Department, view.Region, view.Purposes);

    /// <summary>The account as its keepers see it.</summary>
    public async Task<AccountView> ViewAsync(SignInScope scope, StaffAccount account) => View(
        new StaffEntry(
            account,
            [.. (await scope.Accounts.GetRolesAsync(account)).Order(StringComparer.Ordinal)],
            (await scope.Accounts.GetPasskeysAsync(account)).Count));

    /// <summary>The account as its keepers see it.</summary>
    public AccountView View(StaffEntry entry) => new(
        entry.Account.UserName!,
        entry.Roles,
        entry.Account.Department,
        entry.Account.Region,
        entry.Account.Purposes.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        entry.Account.Enabled,
        entry.Account.LockoutEnd > time.GetUtcNow() ? entry.Account.LockoutEnd : null,
        entry.Account.TwoFactorEnabled,
        entry.Passkeys);

    /// <summary>Gives the account exactly these roles.</summary>
    public static async Task SetRolesAsync(SignInScope scope, StaffAccount account, IReadOnlyList<string> wanted)
    {
        var held = await scope.Accounts.GetRolesAsync(account);
        foreach (var role in wanted.Except(held).Distinct(StringComparer.Ordinal))
        {
            if (!await scope.Roles.RoleExistsAsync(role))
            {
                AccountChange.Demand(await scope.Roles.CreateAsync(new StaffRole { Name = role }));
            }

            AccountChange.Demand(await scope.Accounts.AddToRoleAsync(account, role));
        }

        foreach (var role in held.Except(wanted))
        {
            AccountChange.Demand(await scope.Accounts.RemoveFromRoleAsync(account, role));
        }
    }

    private static async Task LiftLockOutAsync(SignInScope scope, StaffAccount account)
    {
        AccountChange.Demand(await scope.Accounts.SetLockoutEndDateAsync(account, null));
        AccountChange.Demand(await scope.Accounts.ResetAccessFailedCountAsync(account));
    }

    private static async Task MarkTemporaryAsync(SignInScope scope, StaffAccount account) => AccountChange.Demand(
        await scope.Accounts.SetAuthenticationTokenAsync(account, AccountMarks.Provider, AccountMarks.PasswordIsTemporary, "yes"));

    private static async Task<bool> IsLastAsync(SignInScope scope, StaffAccount account)
    {
        var open = (await scope.Accounts.GetUsersInRoleAsync(AccountAccess.AdministratorRole)).Where(other => other.Enabled).ToList();
        return open.Count == 1 && open[0].Id == account.Id;
    }
}
