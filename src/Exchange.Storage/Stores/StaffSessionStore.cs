using Exchange.Audit.Records;
using Exchange.Storage.Accounts;
using Exchange.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Storage.Stores;

/// <summary>Who a session belongs to.</summary>
/// <param name="AccountId">The account's id.</param>
/// <param name="UserName">Its user name.</param>
/// <param name="Roles">Its role codes, as they are now.</param>
/// <param name="PersonPseudonym">For a resident, the person's pseudonym in this store.</param>
/// <param name="ExpiresAt">When the session ends unless it is used before.</param>
public sealed record StaffSession(
    string AccountId, string UserName, IReadOnlyList<string> Roles, string? PersonPseudonym, DateTimeOffset ExpiresAt)
{
    /// <summary>The department that the account's holder works for; null for none.</summary>
    public string? Department { get; init; }

    /// <summary>The holder's jurisdiction as a prefix code; null for none.</summary>
    public string? Region { get; init; }

    /// <summary>The codes of the purposes that the holder may name.</summary>
    public IReadOnlyList<string> Purposes { get; init; } = [];

    /// <summary>Whether the password was given by somebody else and has to be changed before anything else is done.</summary>
    public bool MustChangePassword { get; init; }
}

/// <summary>Sign-ins that have not ended. Roles are read anew each time. Thread-safe: each call is one unit of work.</summary>
public sealed class StaffSessionStore
{
    private readonly IDbContextFactory<ExchangeContext> _contexts;

    internal StaffSessionStore(IDbContextFactory<ExchangeContext> contexts) => _contexts = contexts;

    /// <summary>Opens a session for the account; sessions that ended before <paramref name="now"/> are swept away.</summary>
    /// <param name="tokenHash">SHA-256 of the cookie's token, hex.</param>
    /// <param name="account">The account that signed in.</param>
    /// <param name="now">The current instant.</param>
    /// <param name="expiresAt">When the session ends by itself.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task OpenAsync(
        string tokenHash, StaffAccount account, DateTimeOffset now, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        await context.StaffSessions.Where(s => s.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
        context.StaffSessions.Add(new StaffSessionRow
        {
            TokenHash = tokenHash, AccountId = account.Id, SecurityStamp = account.SecurityStamp ?? "", ExpiresAt = expiresAt,
        });
        await context.SaveOrConflictAsync("session", cancellationToken);
    }

    /// <summary>The session of that token, or null where it is unknown, over, or the account was closed or changed its password.</summary>
    public async Task<StaffSession?> FindAsync(string tokenHash, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var found = await (
            from session in context.StaffSessions.AsNoTracking()
            join account in context.Users.AsNoTracking() on session.AccountId equals account.Id
            where session.TokenHash == tokenHash && session.ExpiresAt > now
                && session.SecurityStamp == account.SecurityStamp && account.Enabled
            select new
            {
                account.Id, account.UserName, account.PersonPseudonym, account.Department, account.Region, account.Purposes, session.ExpiresAt,
                MustChange = context.UserTokens.Any(t =>
                    t.UserId == account.Id && t.LoginProvider == AccountMarks.Provider && t.Name == AccountMarks.PasswordIsTemporary),
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var roles = await (
            from held in context.UserRoles.AsNoTracking()
            join role in context.Roles.AsNoTracking() on held.RoleId equals role.Id
            where held.UserId == found.Id
            orderby role.Name
            select role.Name!).ToListAsync(cancellationToken);
        return new StaffSession(found.Id, found.UserName ?? "", roles, found.PersonPseudonym, found.ExpiresAt)
        {
            Department = found.Department,
            Region = found.Region,
            Purposes = found.Purposes.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            MustChangePassword = found.MustChange,
        };
    }

    /// <summary>Moves the end of a session that is in use; nothing happens where there is none.</summary>
    public async Task ProlongAsync(string tokenHash, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        await context.StaffSessions.Where(s => s.TokenHash == tokenHash)
            .ExecuteUpdateAsync(session => session.SetProperty(s => s.ExpiresAt, expiresAt), cancellationToken);
    }

    /// <summary>Ends the session of that token; nothing happens where there is none.</summary>
    public async Task CloseAsync(string tokenHash, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        await context.StaffSessions.Where(s => s.TokenHash == tokenHash).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>
    /// Ends the session of that token, and keeps <paramref name="owed"/>, the record of it, until it is struck off at
    /// <see cref="OwedRecordStore"/> (by the token's hash, version 1).
    /// </summary>
    public async Task CloseAsync(string tokenHash, AuditEntry owed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(owed);
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        context.OwedRecords.Add(OwedRows.NewRow(new OwedRecord(OwedKind.Session, tokenHash, Version: 1, owed), owed.Time));
        await context.SaveOrConflictAsync("session", cancellationToken);
        await context.StaffSessions.Where(s => s.TokenHash == tokenHash).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
