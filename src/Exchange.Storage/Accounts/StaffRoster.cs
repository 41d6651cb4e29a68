using Exchange.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Storage.Accounts;

/// <summary>An account as its keepers see it.</summary>
/// <param name="Account">The account's row.</param>
/// <param name="Roles">Its role codes, sorted.</param>
/// <param name="Passkeys">How many passkeys it has.</param>
public sealed record StaffEntry(StaffAccount Account, IReadOnlyList<string> Roles, int Passkeys);

/// <summary>All accounts at a glance. Thread-safe: each call is one unit of work.</summary>
public sealed class StaffRoster
{
    private readonly IDbContextFactory<ExchangeContext> _contexts;

    internal StaffRoster(IDbContextFactory<ExchangeContext> contexts) => _contexts = contexts;

    /// <summary>Whether there is any account.</summary>
    public async Task<bool> AnyAsync(CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        return await context.Users.AnyAsync(cancellationToken);
    }

    /// <summary>Closes an account: no sign-in, and open sessions end. Nothing happens where it is closed or gone.</summary>
    public async Task CloseAsync(string accountId, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Users.SingleOrDefaultAsync(account => account.Id == accountId && account.Enabled, cancellationToken) is { } open)
        {
            open.Enabled = false;
            await context.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>Every account, by name.</summary>
    public async Task<IReadOnlyList<StaffEntry>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var accounts = await context.Users.AsNoTracking().OrderBy(account => account.NormalizedUserName).ToListAsync(cancellationToken);
        var held = await (
            from assignment in context.UserRoles.AsNoTracking()
            join role in context.Roles.AsNoTracking() on assignment.RoleId equals role.Id
            select new { assignment.UserId, Role = role.Name! }).ToListAsync(cancellationToken);
        var passkeys = await context.UserPasskeys.AsNoTracking()
            .GroupBy(passkey => passkey.UserId).Select(keys => new { keys.Key, Count = keys.Count() })
            .ToDictionaryAsync(keys => keys.Key, keys => keys.Count, cancellationToken);
        var roles = held.ToLookup(assignment => assignment.UserId, assignment => assignment.Role);
        return
        [
            .. accounts.Select(account => new StaffEntry(
                account, [.. roles[account.Id].Order(StringComparer.Ordinal)], passkeys.GetValueOrDefault(account.Id))),
        ];
    }
}
