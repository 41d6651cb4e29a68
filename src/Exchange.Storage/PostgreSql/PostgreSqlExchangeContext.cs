using Exchange.Storage.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Exchange.Storage.PostgreSql;

/// <summary>The model on PostgreSQL; carries <c>Migrations/PostgreSql</c>.</summary>
internal sealed class PostgreSqlExchangeContext(DbContextOptions<PostgreSqlExchangeContext> options) : ExchangeContext(options);

/// <summary>Lets the migration tool build the context without a server.</summary>
internal sealed class PostgreSqlDesignTimeFactory : IDesignTimeDbContextFactory<PostgreSqlExchangeContext>
{
    public PostgreSqlExchangeContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlExchangeContext>().UseNpgsql("Host=127.0.0.1").UseAccountSchema().Options);
}
