using Exchange.Storage.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Exchange.Storage.Sqlite;

/// <summary>The model on SQLite; carries <c>Migrations/Sqlite</c>.</summary>
internal sealed class SqliteExchangeContext(DbContextOptions<SqliteExchangeContext> options) : ExchangeContext(options);

/// <summary>Lets the migration tool build the context without a running hub.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteExchangeContext>
{
    public SqliteExchangeContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteExchangeContext>().UseSqlite("Data Source=:memory:").UseAccountSchema().Options);
}
