using Exchange.Storage.Model;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Exchange.Storage.PostgreSql;

/// <summary>Makes a context per unit of work on one pool of connections. Thread-safe.</summary>
internal sealed class PostgreSqlContextFactory : IDbContextFactory<ExchangeContext>
{
    private readonly DbContextOptions<PostgreSqlExchangeContext> _options;

    public PostgreSqlContextFactory(NpgsqlDataSource source) =>
        _options = new DbContextOptionsBuilder<PostgreSqlExchangeContext>().UseNpgsql(source).UseAccountSchema().Options;

    public ExchangeContext CreateDbContext() => new PostgreSqlExchangeContext(_options);
}
