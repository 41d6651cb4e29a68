using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Exchange.Storage.Sqlite;

/// <summary>What every connection to the file is told when it opens.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    // WHY: FULL in WAL mode flushes at every commit; NORMAL could lose an acknowledged withdrawal at a power cut.
    // What is erased is overwritten, not left in free pages (secure_delete).
    private const string Pragmas =
        "PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
