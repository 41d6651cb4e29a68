using System.Data.Common;
using Exchange.Storage.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Storage.Stores;

/// <summary>How writes end: done, in conflict, or failed.</summary>
internal static class ContextWrites
{
    /// <summary>
    /// Saves; a lost race or a taken key becomes a <see cref="StorageConflictException"/> that names <paramref name="subject"/>.
    /// </summary>
    public static async Task SaveOrConflictAsync(this ExchangeContext context, string subject, CancellationToken cancellationToken)
    {
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException cause)
        {
            throw new StorageConflictException($"{subject} was changed or removed by somebody else since it was read.", cause);
        }
        catch (DbUpdateException cause) when (IsTakenKey(cause))
        {
            throw new StorageConflictException($"{subject} exists already.", cause);
        }
    }

    /// <summary>Whether a write failed because its key, or another unique value, is taken.</summary>
    public static bool IsTakenKey(Exception fault) => fault.InnerException is DbException cause && IsTakenKey(cause);

    // SQLSTATE 23505 is "unique violation"; SQLite has no SQLSTATE and says SQLITE_CONSTRAINT_PRIMARYKEY or _UNIQUE.
    private static bool IsTakenKey(DbException cause) =>
        cause.SqlState == "23505" || cause is SqliteException { SqliteExtendedErrorCode: 1555 or 2067 };
}
