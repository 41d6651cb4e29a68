using System.Data.Common;
using Exchange.Storage.Model;
using Exchange.Storage.SqlServer;
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
            throw LostRace(subject, cause);
        }
        catch (Exception cause) when (DatabaseFault(cause) is { } fault && (IsTakenKey(fault) || IsLostRace(fault)))
        {
            throw IsTakenKey(fault) ? new StorageConflictException($"{subject} exists already.", cause) : LostRace(subject, cause);
        }
    }

    /// <summary>
    /// Saves what <paramref name="change"/> changes once <paramref name="record"/> has put it on the log; what that throws undoes it. Of several at
    /// once one is recorded and saved.
    /// </summary>
    public static async Task SaveRecordedAsync(
        this ExchangeContext context, string subject, Action change, Func<Task> record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        change();
        await context.SaveOrConflictAsync(subject, cancellationToken);

        // WHY before the commit: a record of a step that was not kept does no harm, a step without a record would.
        await record();
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>Whether a write failed because somebody else was first.</summary>
    public static bool IsConflict(Exception fault) =>
        fault is DbUpdateConcurrencyException || (DatabaseFault(fault) is { } cause && (IsTakenKey(cause) || IsLostRace(cause)));

    private static StorageConflictException LostRace(string subject, Exception cause) =>
        new($"{subject} was changed or removed by somebody else since it was read.", cause);

    // WHY: a fault that is likely to pass comes wrapped once more (InvalidOperationException) by providers that could try again.
    private static DbException? DatabaseFault(Exception fault) => fault switch
    {
        DbUpdateException { InnerException: DbException found } => found,
        InvalidOperationException { InnerException: DbUpdateException { InnerException: DbException found } } => found,
        _ => null,
    };

    // SQLSTATE 23505 is "unique violation"; SQLite has no SQLSTATE and says SQLITE_CONSTRAINT_PRIMARYKEY or _UNIQUE.
    private static bool IsTakenKey(DbException cause) =>
        cause.SqlState == "23505" || cause is SqliteException { SqliteExtendedErrorCode: 1555 or 2067 } || SqlServerFault.IsTakenKey(cause);

    // SQLSTATE 40001 is "serialization failure", 40P01 "deadlock detected": the server ended this one of several transactions.
    private static bool IsLostRace(DbException cause) => cause.SqlState is "40001" or "40P01" || SqlServerFault.IsLostRace(cause);
}
