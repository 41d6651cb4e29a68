using Exchange.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Storage.Sqlite;

/// <summary>Makes a context per unit of work. Thread-safe.</summary>
internal sealed class SqliteContextFactory : IDbContextFactory<ExchangeContext>
{
    private readonly DbContextOptions<SqliteExchangeContext> _options;

    public SqliteContextFactory(SqliteFile file) =>
        _options = new DbContextOptionsBuilder<SqliteExchangeContext>()
            .UseSqlite(file.Connection)
            .UseAccountSchema()
            .AddInterceptors(new SqlitePragmas())
            .Options;

    public ExchangeContext CreateDbContext() => new SqliteExchangeContext(_options);
}
