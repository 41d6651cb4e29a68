using Exchange.Audit.Records;
using Exchange.Storage.Accounts;
using Exchange.Storage.Stores;

namespace Exchange.Host.Composition;

/// <summary>
/// Closes accounts and clients that hold more in the store than the access log last gave them: the store was restored from before they lost it.
/// Whoever keeps accounts gives the rest back by hand. Thread-safe.
/// </summary>
internal sealed class RightsReplay(ClientStore clients, StaffRoster staff)
{
    private const string ClientPrefix = "client:";

    /// <summary>Compares the last rights on the log with those in the store.</summary>
    /// <returns>How many were closed.</returns>
    public async Task<int> RunAsync(IEnumerable<AccountEvent> events, CancellationToken cancellation)
    {
        var last = events.Where(act => act is { Outcome: AccountOutcome.Done, Rights: not null })
            .GroupBy(act => act.Account, StringComparer.Ordinal).ToDictionary(acts => acts.Key, LastOf, StringComparer.Ordinal);
        var closed = 0;
        foreach (var (account, rights) in last.Where(entry => entry.Key.StartsWith(ClientPrefix, StringComparison.Ordinal)))
        {
            closed += await CloseClientAsync(account[ClientPrefix.Length..], rights, cancellation) ? 1 : 0;
        }

        foreach (var entry in last.Count == 0 ? [] : await staff.ListAsync(cancellation))
        {
            if (last.TryGetValue(entry.Account.Id, out var rights) && Exceeds(rights, RightsOf(entry)))
            {
                await staff.CloseAsync(entry.Account.Id, cancellation);
                closed++;
            }
        }

        return closed;
    }

    // WHY by their own time: owed records come late, so the order of the log tells nothing.
    private static AccountRights LastOf(IEnumerable<AccountEvent> acts) => acts.OrderBy(act => act.Time).Last().Rights!;

    private async Task<bool> CloseClientAsync(string clientId, AccountRights recorded, CancellationToken cancellation)
    {
        if (await clients.FindAsync(clientId, cancellation) is not { } client
            || !Exceeds(recorded, new AccountRights(client.Enabled, client.Roles, client.Department, client.Region, client.Purposes)))
        {
            return false;
        }

        await clients.UpdateAsync(client with { Enabled = false }, cancellation);
        return true;
    }

    private static AccountRights RightsOf(StaffEntry entry) => new(
        entry.Account.Enabled,
        entry.Roles,
        entry.Account.Department,
        entry.Account.Region,
        entry.Account.Purposes.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static bool Exceeds(AccountRights recorded, AccountRights stored) =>
        stored.Enabled
        && (!recorded.Enabled
            || recorded.Department != stored.Department
            || recorded.Region != stored.Region
            || stored.Roles.Except(recorded.Roles, StringComparer.Ordinal).Any()
            || stored.Purposes.Except(recorded.Purposes, StringComparer.Ordinal).Any());
}
