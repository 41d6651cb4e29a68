using System.Globalization;
using Npgsql;

namespace Exchange.Storage.PostgreSql;

/// <summary>What a server says of itself before a store is trusted to it.</summary>
/// <param name="Version">Its version as a number: 150004 is 15.4.</param>
/// <param name="IsStandby">Whether it repeats what another server did.</param>
/// <param name="Encoding">How the database keeps text.</param>
/// <param name="IsFlushed">Whether it makes sure that what it acknowledges survives a power cut.</param>
internal sealed record PostgreSqlServerState(int Version, bool IsStandby, string Encoding, bool IsFlushed)
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
                : null;
        }
    }

    /// <summary>What is unsafe about a store there, said after the database's name; null where nothing is.</summary>
    public string? Risk => IsFlushed ? null : "forgets withdrawals that were acknowledged when its machine loses power: set fsync to on";

    public static async Task<PostgreSqlServerState> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT current_setting('server_version_num')::int, pg_is_in_recovery(), current_setting('server_encoding'), "
            + "current_setting('fsync') = 'on'";
        await using var answer = await command.ExecuteReaderAsync(cancellationToken);
        await answer.ReadAsync(cancellationToken);
        return new PostgreSqlServerState(answer.GetInt32(0), answer.GetBoolean(1), answer.GetString(2), answer.GetBoolean(3));
    }
}
