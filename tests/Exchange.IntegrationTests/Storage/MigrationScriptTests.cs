using Exchange.Fixtures;
using Exchange.Storage;
using Exchange.Storage.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Storage;

/// <summary>The schema as SQL, for administrators who run it themselves.</summary>
public sealed class MigrationScriptTests(PostgresServer server)
{
    [Fact]
    public async Task The_script_for_PostgreSql_makes_the_schema_and_a_second_run_changes_nothing()
    {
        var connection = await server.CreateDatabaseAsync("script");
        var script = MigrationScript.For(StorageProvider.PostgreSql)!;

        await PostgresServer.ExecuteAsync(connection, script);
        await PostgresServer.ExecuteAsync(connection, script);

        await using var services = await PostgreSqlTemplate.OpenAsync(connection);
        await using var context = await services.GetRequiredService<IDbContextFactory<ExchangeContext>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.Empty(await context.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void There_is_a_script_for_SqlServer_and_none_for_Sqlite()
    {
        Assert.Contains("CREATE TABLE [Consents]", MigrationScript.For(StorageProvider.SqlServer), StringComparison.Ordinal);
        Assert.Null(MigrationScript.For(StorageProvider.Sqlite));
    }
}
