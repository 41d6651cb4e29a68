using Exchange.Storage;
using Exchange.Storage.PostgreSql;
using Npgsql;

namespace Exchange.UnitTests.Storage.PostgreSql;

/// <summary>What becomes of <c>Storage:Connection</c>.</summary>
public sealed class PostgreSqlDatabaseTests
{
    [Theory]
    [InlineData("nonsense", "not a PostgreSQL connection string")]
    [InlineData("", "names no server")]
    [InlineData("Host=db;Database=exchange;Passwort=geheim", "not a PostgreSQL connection string")]
    [InlineData("Host=db;Port=many;Database=exchange;Password=geheim", "not a PostgreSQL connection string")]
    [InlineData("Host=db;Database=exchange;Password=ge;heim", "not a PostgreSQL connection string")]
    [InlineData("Host=db;SSL Mode=perhaps;Database=exchange;Password=geheim", "not a PostgreSQL connection string")]
    [InlineData("Database=exchange;Password=geheim", "names no server")]
    [InlineData("Host=db;Password=geheim", "names no database")]
    public void A_connection_that_names_no_database_is_one_clear_line_without_a_password(string connection, string expected)
    {
        var fault = Assert.Throws<StorageException>(() => PostgreSqlDatabase.Parse(connection));

        Assert.StartsWith("Storage:Connection", fault.Message, StringComparison.Ordinal);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("heim", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_waits_hears_within_seconds_and_no_error_quotes_a_row()
    {
        var completed = Completed("Host=db;Database=exchange;Include Error Detail=true");

        Assert.Equal((5, 10, false), (completed.Timeout, completed.CommandTimeout, completed.IncludeErrorDetail));
    }

    [Fact]
    public void What_the_operator_sets_stays()
    {
        var completed = Completed("Host=db;Database=exchange;Timeout=1;Command Timeout=60;Application Name=hub-2");

        Assert.Equal((1, 60, "hub-2"), (completed.Timeout, completed.CommandTimeout, completed.ApplicationName));
    }

    [Fact]
    public void Encryption_by_Kerberos_is_tried_only_where_the_operator_asks_for_it()
    {
        Assert.Equal(GssEncryptionMode.Disable, Completed("Host=db;Database=exchange").GssEncryptionMode);
        Assert.Equal(GssEncryptionMode.Require, Completed("Host=db;Database=exchange;GSS Encryption Mode=Require").GssEncryptionMode);

        Environment.SetEnvironmentVariable("PGGSSENCMODE", "require");
        try
        {
            Assert.False(Completed("Host=db;Database=exchange").ShouldSerialize("GSS Encryption Mode"), "The environment's word was overruled.");
        }
        finally
        {
            Environment.SetEnvironmentVariable("PGGSSENCMODE", null);
        }
    }

    [Fact]
    public void Of_several_servers_only_the_primary_is_asked()
    {
        Assert.Equal("primary", Completed("Host=one,two;Database=exchange").TargetSessionAttributes);
        Assert.Equal("primary", Completed("Host=one,two;Database=exchange;Target Session Attributes=prefer-standby").TargetSessionAttributes);
    }

    [Theory]
    [InlineData("", "synchronous_commit=on")]
    [InlineData(";Options=-c synchronous_commit=off", "synchronous_commit=on")]
    [InlineData(";Options=-c synchronous_commit=local -c work_mem=8MB", "synchronous_commit=on")]
    [InlineData(";Options=-c synchronous_commit=remote_apply", "synchronous_commit=remote_apply")]
    [InlineData(";Options=--synchronous-commit=REMOTE_APPLY", "synchronous_commit=remote_apply")]
    public void The_last_word_on_durability_is_never_a_weaker_one(string options, string expected)
    {
        Assert.EndsWith($" -c {expected}", Completed($"Host=db;Database=exchange{options}").Options, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_operator_says_of_a_session_stands()
    {
        var options = Completed("Host=db;Database=exchange;Options=-c work_mem=8MB -c idle_in_transaction_session_timeout=1000").Options;

        Assert.Equal(
            "-c idle_in_transaction_session_timeout=5000 -c work_mem=8MB -c idle_in_transaction_session_timeout=1000 -c synchronous_commit=on",
            options);
    }

    [Fact]
    public void The_place_names_no_user_and_no_password()
    {
        var database = PostgreSqlDatabase.Parse("Host=db;Port=5433;Database=exchange;Username=hub;Password=geheim");

        Assert.Equal("exchange at db:5433", database.Place);
        Assert.Equal("hub", database.User);
    }

    [Theory]
    [InlineData("Host=db.example", true)]
    [InlineData("Host=10.0.0.5;SSL Mode=Prefer", true)]
    [InlineData("Host=db.example;SSL Mode=Require", true)]
    [InlineData("Host=127.0.0.1,db.example", true)]
    [InlineData("Host=db.example;SSL Mode=VerifyFull", false)]
    [InlineData("Host=db.example;SSL Mode=VerifyCA", false)]
    [InlineData("Host=localhost", false)]
    [InlineData("Host=127.0.0.1", false)]
    [InlineData("Host=::1", false)]
    [InlineData("Host=127.0.0.1:5432,localhost:5433", false)]
    [InlineData("Host=127.0.0.1:5432,db.example:5432", true)]
    [InlineData("Host=/var/run/postgresql", false)]
    public void An_operator_is_warned_of_a_connection_that_others_can_read_or_change(string server, bool isWarned)
    {
        var warning = StorageSetup.FindWarning(new StorageOptions(StorageProvider.PostgreSql, $"{server};Database=exchange;Password=geheim"));

        Assert.Equal(isWarned, warning is not null);
        Assert.DoesNotContain("geheim", warning ?? "", StringComparison.Ordinal);
    }

    private static NpgsqlConnectionStringBuilder Completed(string connection) => new(PostgreSqlDatabase.Parse(connection).Connection);
}
