using Exchange.Storage.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Exchange.Storage.SqlServer;

/// <summary>The model on SQL Server; carries <c>Migrations/SqlServer</c>.</summary>
internal sealed class SqlServerExchangeContext(DbContextOptions<SqlServerExchangeContext> options) : ExchangeContext(options);

/// <summary>Lets the migration tool build the context without a server.</summary>
internal sealed class SqlServerDesignTimeFactory : IDesignTimeDbContextFactory<SqlServerExchangeContext>
{
    public SqlServerExchangeContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerExchangeContext>().UseSqlServer("Server=127.0.0.1").UseAccountSchema().Options);
}
