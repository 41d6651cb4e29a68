using System.Net;
using System.Net.Sockets;
using Exchange.Fixtures;
using Exchange.Storage;
using Exchange.Storage.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Exchange.IntegrationTests.Storage;

/// <summary>Opening a store on PostgreSQL: who upgrades it, and one clear line for each fault.</summary>
public sealed class PostgreSqlStoreTests(PostgresServer server) : StoreOpeningCompliance
{
    private string? _connection;

    protected override async Task<ServiceProvider> OpenAsync() =>
        await PostgreSqlTemplate.OpenAsync(_connection ??= await server.CreateDatabaseAsync("opening"));

    [Fact]
    public async Task Hubs_that_start_at_once_on_an_empty_database_all_find_the_schema()
    {
        var connection = await server.CreateDatabaseAsync("together");

        var opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => PostgreSqlTemplate.OpenAsync(connection), Cancel)));

        foreach (var services in opened)
        {
            await using var context = await Contexts(services).CreateDbContextAsync(Cancel);
            Assert.Empty(await context.Database.GetPendingMigrationsAsync(Cancel));
            await services.DisposeAsync();
        }
    }

    [Fact]
    public async Task An_upgrade_that_another_session_holds_up_is_given_up_with_one_clear_line()
    {
        var connection = await server.CreateDatabaseAsync("held");
        await using var other = new NpgsqlConnection(connection + ";Pooling=false");
        await other.OpenAsync(Cancel);
        await using (var command = new NpgsqlCommand($"SELECT pg_advisory_lock({PostgreSqlStoreOpening.MigrationLock})", other))
        {
            await command.ExecuteNonQueryAsync(Cancel);
        }

        await using var source = NpgsqlDataSource.Create(connection);
        var opening = new PostgreSqlStoreOpening(PostgreSqlDatabase.Parse(connection), new PostgreSqlContextFactory(source))
        {
            Limit = TimeSpan.FromSeconds(2),
        };

        AssertClear(await Assert.ThrowsAsync<StorageException>(() => opening.MigrateAsync(Cancel)), "did not end within 2 s");
    }

    [Fact]
    public async Task Of_several_servers_the_one_that_answers_as_the_primary_has_the_store()
    {
        var connection = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync("several")) { Host = $"127.0.0.1:1,127.0.0.1:{server.Port}" };

        await (await PostgreSqlTemplate.OpenAsync(connection.ToString())).DisposeAsync();
    }

    [Fact]
    public async Task A_password_that_is_wrong_is_one_clear_line_without_it()
    {
        var connection = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync("password")) { Password = "geheim;1" };

        AssertClearAndSecret(await RefusedAsync(connection.ToString()), "refuses the user \"exchange\"");
    }

    [Fact]
    public async Task A_password_that_is_missing_is_one_clear_line()
    {
        var connection = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync("nobody")) { Password = null };

        AssertClearAndSecret(await RefusedAsync(connection.ToString()), "check Username, Password");
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_one_clear_line()
    {
        var connection = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync("absent")) { Database = "no_such" };

        AssertClearAndSecret(await RefusedAsync(connection.ToString()), $"There is no database no_such at 127.0.0.1:{server.Port}");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_one_clear_line()
    {
        AssertClearAndSecret(
            await RefusedAsync("Host=127.0.0.1;Port=1;Database=exchange;Username=hub;Password=open"), "exchange at 127.0.0.1:1 cannot be reached");
    }

    // WHY: a second attempt in one opening may outlast the time that it has (npgsql #6655), and whoever waits for the store waits with it.
    [Fact]
    public async Task A_server_that_cuts_the_connection_is_asked_once()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var cutting = CutAsync(listener, ended.Token);

        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var connection = $"Host=127.0.0.1;Port={port};Database=exchange;Username=hub;Password=geheim;Timeout=60";
        AssertClearAndSecret(await RefusedAsync(connection), $"exchange at 127.0.0.1:{port} cannot be reached");

        await ended.CancelAsync();
        Assert.Equal(1, await cutting);
    }

    [Fact]
    public async Task A_server_without_the_encryption_that_is_asked_for_is_one_clear_line()
    {
        AssertClearAndSecret(await RefusedAsync(await server.CreateDatabaseAsync("tls") + ";SSL Mode=VerifyFull"), "SSL Mode");
    }

    [Fact]
    public async Task A_user_who_may_not_make_tables_is_one_clear_line()
    {
        var connection = await server.CreateDatabaseAsync("reader");
        await PostgresServer.ExecuteAsync(connection, "CREATE ROLE reader LOGIN PASSWORD 'open'");

        AssertClearAndSecret(await RefusedAsync(As(connection, "reader")), "\"reader\" may not make or use the tables");
    }

    [Fact]
    public async Task A_user_who_owns_nothing_runs_a_store_that_is_up_to_date()
    {
        var connection = await server.CreateDatabaseAsync("writer");
        await (await PostgreSqlTemplate.OpenAsync(connection)).DisposeAsync();
        await PostgresServer.ExecuteAsync(
            connection,
            "CREATE ROLE writer LOGIN PASSWORD 'open'; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO writer");

        await (await PostgreSqlTemplate.OpenAsync(As(connection, "writer"))).DisposeAsync();
    }

    [Fact]
    public async Task A_database_that_cannot_keep_every_character_is_one_clear_line()
    {
        var connection = await server.CreateDatabaseAsync("latin", "ENCODING 'LATIN1' TEMPLATE template0");

        AssertClearAndSecret(await RefusedAsync(connection), "keeps text as LATIN1");
    }

    [Fact]
    public async Task What_is_acknowledged_is_durable_also_where_the_database_is_set_to_forget()
    {
        var connection = await server.CreateDatabaseAsync("forgetful");
        await PostgresServer.ExecuteAsync(
            connection, "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database()); END $$");

        await using var services = await PostgreSqlTemplate.OpenAsync(connection);

        await using var context = await Contexts(services).CreateDbContextAsync(Cancel);
        Assert.Equal(
            ["on", "5s"],
            await context.Database.SqlQuery<string>(
                $"""
                SELECT unnest(ARRAY[current_setting('synchronous_commit'), current_setting('idle_in_transaction_session_timeout')]) AS "Value"
                """).ToListAsync(Cancel));
    }

    [Fact]
    public async Task A_server_that_flushes_is_worth_no_warning()
    {
        await using var services = await PostgreSqlTemplate.OpenAsync(await server.CreateDatabaseAsync("flushed"));

        Assert.Null(StorageSetup.FindServerWarning(services));
    }

    [Fact]
    public async Task A_database_with_tables_of_somebody_else_is_one_clear_line()
    {
        var connection = await server.CreateDatabaseAsync("foreign");
        await PostgresServer.ExecuteAsync(connection, "CREATE TABLE \"AspNetRoles\" (x int)");

        AssertClearAndSecret(await RefusedAsync(connection), "tables that are not this store's");
    }

    // How many connections were made and cut until it was told to end.
    private static async Task<int> CutAsync(TcpListener listener, CancellationToken ended)
    {
        for (var count = 0; ; count++)
        {
            try
            {
                using var cut = await listener.AcceptSocketAsync(ended);
            }
            catch (OperationCanceledException)
            {
                return count;
            }
        }
    }

    private static Task<StorageException> RefusedAsync(string connection) =>
        Assert.ThrowsAsync<StorageException>(() => PostgreSqlTemplate.OpenAsync(connection));

    private static string As(string connection, string user) =>
        new NpgsqlConnectionStringBuilder(connection) { Username = user, Password = "open" }.ToString();

    private static void AssertClearAndSecret(Exception fault, string expected)
    {
        AssertClear(fault, expected);
        Assert.DoesNotContain("geheim", fault.ToString(), StringComparison.Ordinal);
    }
}
