using System.Text.Json;
using Exchange.Storage.Model;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Tokens;

namespace Exchange.Identity.Accounts.Passkeys;

/// <summary>
/// Signs in by passkey: possession, and user verification by the authenticator, so that no other factor is asked for. A failure with a
/// passkey that is known counts towards the lock-out of its account. Thread-safe.
/// </summary>
internal sealed class PasskeySignIn(StaffSignIn signIn, PasskeyCeremony ceremonies)
{
    private const int LongestId = 1023;

    public Task<SignInOutcome> TryAsync(HttpContext http, JsonElement credential, CancellationToken cancellationToken)
    {
        var ceremony = ceremonies.End(http, PasskeyCeremony.SignIn);
        return signIn.GuardAsync(scope => CheckAsync(scope, http, ceremony, credential), cancellationToken);
    }

    private async Task<SignInOutcome> CheckAsync(SignInScope scope, HttpContext http, BegunCeremony? ceremony, JsonElement credential)
    {
        if (ceremony is null)
        {
            return SignInOutcome.Refused;
        }

        var result = await scope.Passkeys.PerformAssertionAsync(new PasskeyAssertionContext
        {
            HttpContext = http, AssertionState = ceremony.State, CredentialJson = credential.GetRawText(),
        });
        var account = result.Succeeded ? result.User : await OwnerAsync(scope, credential);
        if (account is not { Enabled: true } || await scope.Accounts.IsLockedOutAsync(account))
        {
            return SignInOutcome.Refused;
        }

        if (!result.Succeeded || !await PasskeyCeremony.TryCountAsync(scope, account, ceremony))
        {
            await signIn.FailAsync(scope, account);
            return SignInOutcome.Refused;
        }

        AccountChange.Demand(await scope.Accounts.AddOrUpdatePasskeyAsync(account, result.Passkey));
        return await StaffSignIn.AcceptAsync(scope, account, factors: 2);
    }

    private static async Task<StaffAccount?> OwnerAsync(SignInScope scope, JsonElement credential)
    {
        if (credential.ValueKind is not JsonValueKind.Object || !credential.TryGetProperty("id", out var id)
            || id.ValueKind is not JsonValueKind.String || id.GetString() is not { Length: > 0 and <= LongestId * 2 } text)
        {
            return null;
        }

        try
        {
            return await scope.Accounts.FindByPasskeyIdAsync(Base64UrlEncoder.DecodeBytes(text));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
