using Exchange.Storage.Model;
using Microsoft.AspNetCore.Identity;

namespace Exchange.Identity.Accounts.SecondFactor;

/// <summary>Takes second factors away.</summary>
internal static class SecondFactors
{
    /// <summary>Removes the authenticator and the recovery codes; sessions end.</summary>
    public static async Task RemoveAsync(SignInScope scope, StaffAccount account)
    {
        AccountChange.Demand(await scope.Accounts.SetTwoFactorEnabledAsync(account, enabled: false));
        await ((IUserTwoFactorRecoveryCodeStore<StaffAccount>)scope.Factors).ReplaceCodesAsync(account, [], CancellationToken.None);
        AccountChange.Demand(await scope.Accounts.RemoveAuthenticationTokenAsync(account, "[AspNetUserStore]", "AuthenticatorKey"));
    }

    /// <summary>Removes every passkey.</summary>
    public static async Task RemovePasskeysAsync(SignInScope scope, StaffAccount account)
    {
        foreach (var passkey in await scope.Accounts.GetPasskeysAsync(account))
        {
            AccountChange.Demand(await scope.Accounts.RemovePasskeyAsync(account, passkey.CredentialId));
        }
    }
}
