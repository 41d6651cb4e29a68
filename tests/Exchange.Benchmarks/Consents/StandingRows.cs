using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Exchange.Benchmarks.Consents;

/// <summary>Writes millions of consents as a store holds them where they stand, each like the one that is there already but for id, person and term.</summary>
internal static class StandingRows
{
    private const long Year = 365 * TimeSpan.TicksPerDay;

    public static void InsertIntoSqlite(string connection, IEnumerable<(string Id, string Subject, long From)> rows)
    {
        using var opened = new SqliteConnection(connection);
        opened.Open();

        // WHY: what lists are made by is not read at a start, and to sort 25 million persons into it takes most of the time.
        Execute(opened, """DROP INDEX "IX_Consents_Subject_Id"; DROP INDEX "IX_Consents_State_Id"; DROP INDEX "IX_Consents_Purposes"; DROP INDEX "IX_Consents_Recipients";""");
        using var transaction = opened.BeginTransaction();
        using var insert = opened.CreateCommand();
        insert.CommandText =
            """
            INSERT INTO "Consents" ("Id", "Subject", "Purposes", "Recipients", "State", "Version", "From", "Until", "Reach")
            SELECT $id, $subject, "Purposes", "Recipients", "State", "Version", $from, $from + $year, "Reach" FROM "Consents" WHERE "Id" = (SELECT min("Id") FROM "Consents")
            """;
        var (id, subject, from) = (Parameter(insert, "$id", SqliteType.Text), Parameter(insert, "$subject", SqliteType.Text), Parameter(insert, "$from", SqliteType.Integer));
        Parameter(insert, "$year", SqliteType.Integer).Value = Year;
        insert.Prepare();
        foreach (var row in rows)
        {
            (id.Value, subject.Value, from.Value) = (row.Id, row.Subject, row.From);
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public static async Task CopyToPostgreSqlAsync(string connection, IEnumerable<(string Id, string Subject, long From)> rows)
    {
        await using var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync();
        await using (var command = new NpgsqlCommand("""CREATE TABLE made_up ("Id" text, "Subject" text, "From" bigint)""", opened))
        {
            await command.ExecuteNonQueryAsync();
        }

        await using (var copy = await opened.BeginBinaryImportAsync("""COPY made_up FROM STDIN (FORMAT BINARY)"""))
        {
            foreach (var (id, subject, from) in rows)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(id, NpgsqlDbType.Text);
                await copy.WriteAsync(subject, NpgsqlDbType.Text);
                await copy.WriteAsync(from, NpgsqlDbType.Bigint);
            }

            await copy.CompleteAsync();
        }

        await using var insert = new NpgsqlCommand(
            $"""
            DROP INDEX "IX_Consents_Subject_Id", "IX_Consents_State_Id", "IX_Consents_Purposes", "IX_Consents_Recipients";
            INSERT INTO "Consents" ("Id", "Subject", "Purposes", "Recipients", "State", "Version", "From", "Until", "Reach")
            SELECT m."Id", m."Subject", c."Purposes", c."Recipients", c."State", c."Version", m."From", m."From" + {Year}, c."Reach" FROM made_up m CROSS JOIN "Consents" c;
            DROP TABLE made_up;
            """,
            opened) { CommandTimeout = 0 };
        await insert.ExecuteNonQueryAsync();
    }

    private static void Execute(SqliteConnection opened, string sql)
    {
        using var command = opened.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static SqliteParameter Parameter(SqliteCommand command, string name, SqliteType type) => command.Parameters.Add(name, type);
}
