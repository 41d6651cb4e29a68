using Exchange.Storage.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Exchange.Storage.SqlServer;

/// <summary>The model on SQL Server; carries <c>Migrations/SqlServer</c>.</summary>
internal sealed class SqlServerExchangeContext(DbContextOptions<SqlServerExchangeContext> options) : ExchangeContext(options)
{
    // WHY: SQL Server's default takes "Clerk" and "clerk" for one, and a server's setting decides; codes are compared byte by byte on every provider.
    private const string ByCodePoint = "Latin1_General_100_BIN2";

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        var columns = builder.Model.GetEntityTypes().Where(entity => !entity.IsMappedToJson()).SelectMany(entity => entity.GetProperties());
        foreach (var text in columns.Where(column => (column.GetProviderClrType() ?? column.ClrType) == typeof(string)))
        {
            text.SetCollation(ByCodePoint);
        }
    }
}

/// <summary>Lets the migration tool build the context without a server.</summary>
internal sealed class SqlServerDesignTimeFactory : IDesignTimeDbContextFactory<SqlServerExchangeContext>
{
    public SqlServerExchangeContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerExchangeContext>().UseSqlServer("Server=127.0.0.1").UseAccountSchema().Options);
}
