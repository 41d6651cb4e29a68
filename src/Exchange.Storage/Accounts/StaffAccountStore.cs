using Exchange.Storage.Model;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace Exchange.Storage.Accounts;

/// <summary>
/// Identity's store of accounts, except that second factors never lie in it in clear: see <see cref="AccountSecrets"/>.
/// Not thread-safe; one store serves one unit of work.
/// </summary>
internal sealed class StaffAccountStore(ExchangeContext context, AccountSecrets secrets)
    : UserStore<StaffAccount, StaffRole, ExchangeContext>(context)
{
    private const string Provider = "[AspNetUserStore]";
    private const string RecoveryCodes = "RecoveryCodes";

    public override Task SetAuthenticatorKeyAsync(StaffAccount user, string key, CancellationToken cancellationToken) =>
        base.SetAuthenticatorKeyAsync(user, secrets.Seal(key, user.Id), cancellationToken);

    public override async Task<string?> GetAuthenticatorKeyAsync(StaffAccount user, CancellationToken cancellationToken) =>
        await base.GetAuthenticatorKeyAsync(user, cancellationToken) is { } stored ? secrets.Open(stored, user.Id) : null;

    public override Task ReplaceCodesAsync(StaffAccount user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        KeepAsync(user, recoveryCodes.Select(code => secrets.Hash(code, user.Id)), cancellationToken);

    public override async Task<bool> RedeemCodeAsync(StaffAccount user, string code, CancellationToken cancellationToken)
    {
        // WHY an ordinary comparison: who could measure it would learn about keyed hashes, not about codes.
        var kept = await HashesAsync(user, cancellationToken);
        if (!kept.Remove(secrets.Hash(code, user.Id)))
        {
            return false;
        }

        await KeepAsync(user, kept, cancellationToken);
        return true;
    }

    public override async Task<int> CountCodesAsync(StaffAccount user, CancellationToken cancellationToken) =>
        (await HashesAsync(user, cancellationToken)).Count;

    private Task KeepAsync(StaffAccount user, IEnumerable<string> hashes, CancellationToken cancellationToken) =>
        SetTokenAsync(user, Provider, RecoveryCodes, string.Join(';', hashes), cancellationToken);

    private async Task<List<string>> HashesAsync(StaffAccount user, CancellationToken cancellationToken) =>
        [.. (await GetTokenAsync(user, Provider, RecoveryCodes, cancellationToken) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)];
}
