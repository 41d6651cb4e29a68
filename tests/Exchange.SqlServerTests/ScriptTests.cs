using Exchange.SqlServerTests.Binding;
using Exchange.SqlServerTests.StandIn;
using Exchange.Storage.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Exchange.SqlServerTests;

/// <summary>The migrations' scripts are T-SQL, and they make the tables of the model.</summary>
public sealed class ScriptTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_statement_of_the_script_parses_and_binds(bool isIdempotent)
    {
        var script = isIdempotent ? MigrationSql.Idempotent : MigrationSql.Plain;
        new TSql150Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out var errors);
        Assert.Empty(errors);

        var outcome = ScriptBinder.Bind(new Catalogue(), script);

        Assert.Empty(outcome.Findings);
        Assert.True(outcome.Statements >= 40, $"Only {outcome.Statements} statements were found.");
        TestContext.Current.TestOutputHelper!.WriteLine($"{outcome.Statements} statements of the {(isIdempotent ? "idempotent" : "plain")} script bind.");
    }

    [Fact]
    public void Both_scripts_make_the_same_tables()
    {
        var (plain, idempotent) = (new Catalogue(), new Catalogue());
        ScriptBinder.Bind(plain, MigrationSql.Plain);
        ScriptBinder.Bind(idempotent, MigrationSql.Idempotent);

        Assert.Equal(Describe(plain), Describe(idempotent));
        Assert.Equal(plain.Indexes.Order(), idempotent.Indexes.Order());
    }

    [Fact]
    public void The_script_makes_every_table_column_index_and_key_of_the_model()
    {
        using var store = new StandInStore();
        using var context = store.CreateDbContext();
        var model = context.GetService<IDesignTimeModel>().Model.GetRelationalModel();
        var catalogue = MigrationSql.Catalogue();

        var columns = model.Tables.SelectMany(table => table.Columns.Select(column =>
            $"{table.Name}.{column.Name} {column.StoreType} {(column.IsNullable ? "null" : "not null")} {column.Collation}".TrimEnd()));
        Assert.Equal(columns.Order(StringComparer.Ordinal), Describe(catalogue).Where(line => !line.StartsWith("__", StringComparison.Ordinal)));
        Assert.Equal(
            model.Tables.SelectMany(table => table.Indexes.Select(index => $"{table.Name}.{index.Name}")).Order(StringComparer.Ordinal),
            catalogue.Indexes.Order(StringComparer.Ordinal));
        Assert.Equal(model.Tables.Sum(table => table.ForeignKeyConstraints.Count()), catalogue.Tables.Sum(table => table.ForeignKeys));
        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Fact]
    public void Every_text_is_compared_by_code_point_whatever_the_server_is_set_to() =>
        Assert.All(
            MigrationSql.Catalogue().Tables.Where(table => table.Name[0] != '_').SelectMany(table => table.Columns)
                .Where(column => column.Type.Family == "text" && column.Name != "Data"),
            column => Assert.Equal("Latin1_General_100_BIN2", column.Collation));

    [Fact]
    public void What_the_hub_asks_of_a_database_before_it_trusts_it_binds() =>
        Assert.Empty(ScriptBinder.Bind(new Catalogue(), SqlServerStoreOpening.FitnessQuery).Findings);

    private static IEnumerable<string> Describe(Catalogue catalogue) => catalogue.Tables
        .SelectMany(table => table.Columns.Select(column =>
            $"{table.Name}.{column.Name} {column.Type} {(column.IsNullable ? "null" : "not null")} {column.Collation}".TrimEnd()))
        .Order(StringComparer.Ordinal);
}
