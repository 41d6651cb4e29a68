using System.Data;
using System.Data.Common;
using Exchange.SqlServerTests.StandIn;
using Exchange.Storage;
using Exchange.Storage.Accounts;
using Exchange.Storage.Model;
using Exchange.Storage.SqlServer;
using Exchange.Storage.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.SqlServerTests;

/// <summary>Choosing SQL Server: one clear line for everything that is in the way.</summary>
public sealed class OpeningTests
{
    private static readonly SqlServerDatabase Database = SqlServerDatabase.Parse("Server=db.city,1433;Database=exchange;User ID=hub;Password=hidden");

    [Fact]
    public void A_build_without_the_client_says_so_in_one_line_and_how_to_get_one()
    {
        if (SqlServerClient.IsInThisBuild)
        {
            new ServiceCollection().AddExchangeStorage(new StorageOptions(StorageProvider.SqlServer, "Server=db;Database=exchange"));
            return;
        }

        var fault = Assert.Throws<StorageException>(
            () => new ServiceCollection().AddExchangeStorage(new StorageOptions(StorageProvider.SqlServer, "Server=db;Database=exchange")));

        Assert.Equal("Storage:Provider is SqlServer, and this build has no SQL Server client; build with -p:SqlServer=true.", fault.Message);
    }

    [Theory]
    [InlineData("nonsense", "is not a SQL Server connection string")]
    [InlineData("Server=db;Database=exchange;Colour=secret", "is not a SQL Server connection string")]
    [InlineData("Server=db;Database=exchange;Connect Timeout=secret", "is not a SQL Server connection string")]
    [InlineData("Database=exchange;Password=secret", "names no server")]
    [InlineData("Server=db;Password=secret", "names no database")]
    public void A_connection_that_is_none_is_refused_without_quoting_it(string connection, string expected)
    {
        var fault = Assert.Throws<StorageException>(() => SqlServerDatabase.Parse(connection));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void What_the_operator_wrote_about_waiting_counts_and_secondaries_are_never_read()
    {
        var given = SqlServerDatabase.Parse("Server=db;Database=exchange;Connect Timeout=9;ApplicationIntent=ReadOnly;Persist Security Info=True").Connection;

        Assert.Contains("Connect Timeout=9", given, StringComparison.Ordinal);
        Assert.Contains("Command Timeout=10", given, StringComparison.Ordinal);
        Assert.DoesNotContain("ReadOnly", given, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Security Info=True", given, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Connect Timeout=5", Database.Connection, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Server=db;Database=exchange", false)]
    [InlineData("Server=db;Database=exchange;Encrypt=Strict", false)]
    [InlineData("Server=db;Database=exchange;TrustServerCertificate=True", true)]
    [InlineData("Server=db;Database=exchange;Encrypt=Optional", true)]
    public void A_connection_that_can_be_read_on_its_way_is_warned_of(string connection, bool isWarned) =>
        Assert.Equal(isWarned, StorageSetup.FindWarning(new StorageOptions(StorageProvider.SqlServer, connection)) is not null);

    [Theory]
    [InlineData(1222, true, false)]
    [InlineData(10061, true, false)]
    [InlineData(2628, false, true)]
    [InlineData(547, false, false)]
    public void Outages_and_unfit_texts_are_told_apart_from_defects(int number, bool isOutage, bool isUnfit)
    {
        var fault = new DbUpdateException("", ServerFault.Numbered(number));

        Assert.Equal((isOutage, isUnfit), (StorageFault.IsOutage(fault), StorageFault.IsUnfitText(fault)));
    }

    [Theory]
    [InlineData(16, 3, false, true, 0, null)]
    [InlineData(12, 5, false, true, 1, null)]
    [InlineData(15, 3, false, true, 0, "16 (2022) or newer")]
    [InlineData(16, 3, true, true, 0, "read-only")]
    [InlineData(16, 3, false, false, 0, "READ_COMMITTED_SNAPSHOT ON")]
    [InlineData(16, 3, false, true, 2, "DELAYED_DURABILITY")]
    public void A_database_that_is_unfit_is_refused(int version, int edition, bool isReadOnly, bool isSnapshotRead, int delay, string? expected)
    {
        var mistake = SqlServerStoreOpening.Mistake(version, edition, isReadOnly, isSnapshotRead, delay);

        Assert.True(expected is null ? mistake is null : mistake?.Contains(expected, StringComparison.Ordinal) == true, mistake);
    }

    [Fact]
    public void What_a_database_says_of_itself_is_read_as_the_types_that_the_query_gives()
    {
        using var answer = new DataTable();
        foreach (var type in (Type[])[typeof(int), typeof(int), typeof(bool), typeof(bool), typeof(int)])
        {
            answer.Columns.Add(null, type);
        }

        answer.Rows.Add(16, 3, false, true, 2);
        using var reader = answer.CreateDataReader();

        Assert.True(reader.Read());
        Assert.Contains("DELAYED_DURABILITY", SqlServerStoreOpening.Mistake(reader), StringComparison.Ordinal);
        Assert.Equal(3, SqlServerStoreOpening.FitnessQuery.Split("AS int)").Length - 1);
    }

    [Theory]
    [InlineData(18456, "refuses the user")]
    [InlineData(4060, "There is no database")]
    [InlineData(53, "cannot be reached")]
    [InlineData(262, "db_owner")]
    [InlineData(1105, "full")]
    [InlineData(99999, "SQL Server error 99999")]
    public void A_fault_is_one_line_that_names_the_place_and_no_secret(int number, string expected)
    {
        var wrapped = new InvalidOperationException("", new DbUpdateException("", ServerFault.Numbered(number)));
        var line = SqlServerFault.Explain(SqlServerFault.In(wrapped)!, Database);

        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.Contains("exchange at db.city,1433", line, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
    }

    [Theory]
    [InlineData(2601, "exists already")]
    [InlineData(2627, "exists already")]
    [InlineData(1205, "changed or removed by somebody else")]
    public async Task A_taken_key_and_a_deadlock_are_conflicts(int number, string expected)
    {
        using var store = new StandInStore(new Failing(number));
        await using var services = await store.OpenAsync();

        var conflict = await Assert.ThrowsAsync<StorageConflictException>(
            () => services.GetRequiredService<SettingStore>().SetAsync("x", "1", TestContext.Current.CancellationToken));

        Assert.Contains(expected, conflict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deadlock_while_accounts_are_changed_is_a_conflict()
    {
        using var store = new StandInStore();
        await using var services = await store.OpenAsync();
        await using var context = store.CreateDbContext();
        var transaction = new AccountTransaction(context);

        await Assert.ThrowsAsync<StorageConflictException>(() => transaction.RunAsync(
            () => throw new DbUpdateException("", ServerFault.Numbered(1205)), TestContext.Current.CancellationToken));
    }

    /// <summary>Every write meets a fault of the server.</summary>
    private sealed class Failing(int number) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default) =>
            command.CommandText.Contains("INSERT", StringComparison.Ordinal)
                ? throw ServerFault.Numbered(number)
                : new ValueTask<InterceptionResult<DbDataReader>>(result);
    }
}
