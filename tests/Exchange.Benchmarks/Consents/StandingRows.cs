using Exchange.Storage.Model;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Exchange.Benchmarks.Consents;

/// <summary>Writes millions of consents as a store holds them where they stand, without their documents.</summary>
internal static class StandingRows
{
    public static void InsertIntoSqlite(string connection, IEnumerable<ConsentRow> rows)
    {
        using var opened = new SqliteConnection(connection);
        opened.Open();

        // WHY: what lists are made by is not read at a start, and to sort 25 million persons into it takes most of the time.
        Execute(opened, """DROP INDEX "IX_Consents_Subject_Id"; DROP INDEX "IX_Consents_State_Until"; DROP INDEX "IX_Consents_Purposes"; DROP INDEX "IX_Consents_Recipients";""");
        using var transaction = opened.BeginTransaction();
        using var insert = opened.CreateCommand();
        insert.CommandText =
            """
            INSERT INTO "Consents" ("Id", "Subject", "Purposes", "Recipients", "State", "Version", "Until", "Standing")
            VALUES ($id, $subject, $purposes, $recipients, $state, $version, $until, $standing)
            """;
        var (id, subject, purposes) = (Parameter(insert, "$id", SqliteType.Text), Parameter(insert, "$subject", SqliteType.Text), Parameter(insert, "$purposes", SqliteType.Text));
        var (recipients, state) = (Parameter(insert, "$recipients", SqliteType.Text), Parameter(insert, "$state", SqliteType.Text));
        var (version, until) = (Parameter(insert, "$version", SqliteType.Integer), Parameter(insert, "$until", SqliteType.Integer));
        var standing = Parameter(insert, "$standing", SqliteType.Blob);
        insert.Prepare();
        foreach (var row in rows)
        {
            (id.Value, subject.Value, purposes.Value, recipients.Value) = (row.Id, row.Subject, row.Purposes, row.Recipients);
            (state.Value, version.Value, until.Value, standing.Value) = (row.State, row.Version, row.Until.UtcTicks, row.Standing);
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public static async Task CopyToPostgreSqlAsync(string connection, IEnumerable<ConsentRow> rows)
    {
        await using var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync();
        await using (var command = new NpgsqlCommand(
            """DROP INDEX "IX_Consents_Subject_Id", "IX_Consents_State_Until", "IX_Consents_Purposes", "IX_Consents_Recipients";""", opened))
        {
            await command.ExecuteNonQueryAsync();
        }

        await using var copy = await opened.BeginBinaryImportAsync(
            """COPY "Consents" ("Id", "Subject", "Purposes", "Recipients", "State", "Version", "Until", "Standing") FROM STDIN (FORMAT BINARY)""");
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            foreach (var text in (string[])[row.Id, row.Subject, row.Purposes, row.Recipients, row.State])
            {
                await copy.WriteAsync(text, NpgsqlDbType.Varchar);
            }

            await copy.WriteAsync(row.Version, NpgsqlDbType.Integer);
            await copy.WriteAsync(row.Until.UtcTicks, NpgsqlDbType.Bigint);
            await copy.WriteAsync(row.Standing, NpgsqlDbType.Bytea);
        }

        await copy.CompleteAsync();
    }

    private static void Execute(SqliteConnection opened, string sql)
    {
        using var command = opened.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static SqliteParameter Parameter(SqliteCommand command, string name, SqliteType type) => command.Parameters.Add(name, type);
}
