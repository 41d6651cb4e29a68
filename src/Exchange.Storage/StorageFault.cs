using System.Data.Common;
using Exchange.Storage.PostgreSql;
using Exchange.Storage.Sqlite;
using Exchange.Storage.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Exchange.Storage;

/// <summary>Tells the database's faults from all others, for whoever has to answer for them.</summary>
public static class StorageFault
{
    /// <summary>Whether the database is away, or cannot do what it was asked at present: to try again later can help.</summary>
    public static bool IsOutage(Exception fault) => Cause(fault) switch
    {
        NpgsqlException cause => PostgreSqlFault.IsOutage(cause),
        SqliteException cause => SqliteFault.IsOutage(cause),
        SqlException cause => SqlServerFault.IsOutage(cause),
        { } cause => cause.IsTransient,
        null => false,
    };

    /// <summary>Whether a text that was sent cannot be kept, for its length or for a character in it.</summary>
    public static bool IsUnfitText(Exception fault) => Cause(fault) switch
    {
        PostgresException cause => PostgreSqlFault.IsUnfitText(cause),
        SqlException cause => SqlServerFault.IsUnfitText(cause),
        _ => false,
    };

    /// <summary>One line for the operator about a fault of the database, without a value of a row; null for any other fault.</summary>
    public static string? Explain(Exception fault, StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Cause(fault) switch
        {
            NpgsqlException cause => PostgreSqlFault.Explain(cause, PostgreSqlDatabase.Parse(options.Connection)),
            SqliteException cause => SqliteFault.Explain(cause, SqliteFile.Parse(options.Connection)),
            SqlException cause => SqlServerFault.Explain(cause, SqlServerDatabase.Parse(options.Connection)),
            { } cause => $"The store failed: {options.Provider} error {cause.SqlState ?? $"{cause.ErrorCode}"}.",
            null => null,
        };
    }

    // WHY: EF Core wraps what is likely to pass (InvalidOperationException) and what a write met (DbUpdateException), or both.
    // What was told to stop is no fault, although the database may have said so.
    internal static DbException? Cause(Exception? fault)
    {
        while (fault is not null and not DbException and not OperationCanceledException)
        {
            fault = fault.InnerException;
        }

        return fault as DbException;
    }
}
