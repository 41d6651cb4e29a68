using System.Globalization;
using Exchange.Storage.Accounts;
using Exchange.Storage.Model;
using Microsoft.AspNetCore.Identity;

namespace Exchange.Identity.Accounts.SecondFactor;

/// <summary>
/// Identity's provider of authenticator codes, by the clock of the hub, and strict: a code counts once (RFC 6238 §5.2), and none older than
/// the last that counted. Identity's own takes a code as often as it is sent while it is fresh.
/// </summary>
internal sealed class OneTimeCodeProvider(TimeProvider time) : AuthenticatorTokenProvider<StaffAccount>
{
    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<StaffAccount> manager, StaffAccount user)
    {
        if (await manager.GetAuthenticatorKeyAsync(user) is not { } secret
            || OneTimeCode.StepOf(token, OneTimeCode.Secret(secret), time.GetUtcNow()) is not { } step)
        {
            return false;
        }

        var last = await manager.GetAuthenticationTokenAsync(user, AccountMarks.Provider, AccountMarks.LastCodeStep);
        if (last is not null && step <= long.Parse(last, CultureInfo.InvariantCulture))
        {
            return false;
        }

        // INVARIANT: the code counts only once it can count no more; of two hubs that are sent it at once, one loses the write.
        var kept = await manager.SetAuthenticationTokenAsync(
            user, AccountMarks.Provider, AccountMarks.LastCodeStep, step.ToString(CultureInfo.InvariantCulture));
        return kept.Succeeded;
    }
}
