using System.Globalization;
using Npgsql;

namespace Exchange.Storage.PostgreSql;

/// <summary>What a server says of itself before a store is trusted to it.</summary>
/// <param name="Version">Its version as a number: 150004 is 15.4.</param>
/// <param name="IsStandby">Whether it repeats what another server did.</param>
/// <param name="Encoding">How the database keeps text.</param>
/// <param name="IsDurable">Whether what it acknowledges survives a power cut.</param>
internal sealed record PostgreSqlServerState(int Version, bool IsStandby, string Encoding, bool IsDurable)
{
    private const int OldestVersion = 150000;

    /// <summary>Why a store cannot be kept there, said after the database's name; null where it can.</summary>
    public string? Mistake
    {
        get
        {
            // WHY: a store that forgets an acknowledged withdrawal, or shows an old one, is worse than none.
            var version = string.Create(CultureInfo.InvariantCulture, $"{Version / 10000}.{Version % 10000}");
            return Version < OldestVersion ? $"is on PostgreSQL {version}; this release needs 15 or newer."
                : IsStandby ? "is a standby, which shows the past and takes no writes; name the primary in Storage:Connection."
                : Encoding != "UTF8" ? $"keeps text as {Encoding}; make a database with ENCODING 'UTF8'."
                : !IsDurable ? "acknowledges writes before they are durable; set fsync and synchronous_commit to on."
                : null;
        }
    }

    public static async Task<PostgreSqlServerState> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT current_setting('server_version_num')::int, pg_is_in_recovery(), current_setting('server_encoding'), "
            + "current_setting('fsync') = 'on' AND current_setting('synchronous_commit') <> 'off'";
        await using var answer = await command.ExecuteReaderAsync(cancellationToken);
        await answer.ReadAsync(cancellationToken);
        return new PostgreSqlServerState(answer.GetInt32(0), answer.GetBoolean(1), answer.GetString(2), answer.GetBoolean(3));
    }
}
