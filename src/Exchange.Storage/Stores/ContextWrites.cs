using System.Data.Common;
using Exchange.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Storage.Stores;

/// <summary>How writes end: done, in conflict, or failed.</summary>
internal static class ContextWrites
{
    /// <summary>Saves; a lost race or a taken key becomes a <see cref="StorageConflictException"/> that names <paramref name="subject"/>.</summary>
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
        catch (DbUpdateException cause) when (cause.InnerException is DbException inner && IsTakenKey(inner))
        {
            throw new StorageConflictException($"{subject} exists already.", cause);
        }
    }

    // SQLSTATE class 23 is "integrity constraint violation"; SQLite has no SQLSTATE and says 19 (SQLITE_CONSTRAINT).
    private static bool IsTakenKey(DbException cause) =>
        cause.SqlState?.StartsWith("23", StringComparison.Ordinal) == true || cause is Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 19 };
}
