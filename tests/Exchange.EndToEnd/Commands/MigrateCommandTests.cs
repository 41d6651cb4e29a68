using Exchange.EndToEnd.Running;
using Exchange.Fixtures;

namespace Exchange.EndToEnd.Commands;

/// <summary><c>exchange migrate</c>.</summary>
public sealed class MigrateCommandTests(PostgresServer server) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_connection_that_is_none_is_named_by_its_setting()
    {
        var outcome = await MigrateAsync([], ("Storage:Connection", "nonsense"));
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("Storage:Connection", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_is_none_is_named_with_those_that_are()
    {
        var outcome = await MigrateAsync([], ("Storage:Provider", "1"));
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("Sqlite, PostgreSql, SqlServer", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_a_connection_is_asked_for_it()
    {
        var outcome = await MigrateAsync([], ("Storage:Provider", "PostgreSql"));
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("Storage:Connection is missing", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_on_PostgreSql_is_brought_to_the_schema_and_once_more_changes_nothing()
    {
        (string, string)[] settings = [("Storage:Provider", "PostgreSql"), ("Storage:Connection", await server.CreateDatabaseAsync("migrate"))];
        Assert.Equal(0, (await MigrateAsync([], settings)).ExitCode);
        Assert.Equal(0, (await MigrateAsync([], settings)).ExitCode);
    }

    [Theory]
    [InlineData("PostgreSql", "CREATE TABLE \"Consents\"")]
    [InlineData("SqlServer", "CREATE TABLE [Consents]")]
    public async Task The_script_is_printed_without_a_connection_and_nothing_is_made(string provider, string expected)
    {
        var outcome = await MigrateAsync(["--script"], ("Storage:Provider", provider));
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains(expected, outcome.Output, StringComparison.Ordinal);
        Assert.Empty(outcome.Error);
        Assert.False(Directory.Exists(_folder.Of("data")));
    }

    [Fact]
    public async Task There_is_no_script_for_Sqlite()
    {
        var outcome = await MigrateAsync(["--script"]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("--script", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
    }

    private Task<CommandOutcome> MigrateAsync(string[] words, params (string Name, string Value)[] settings)
    {
        var start = ExchangeProgram.Start(_folder.Location, ["migrate", "--data", _folder.Of("data"), .. words]);
        foreach (var (name, value) in settings)
        {
            start.Environment[$"Exchange__{name.Replace(":", "__", StringComparison.Ordinal)}"] = value;
        }

        return ExchangeProgram.RunAsync(start);
    }
}
