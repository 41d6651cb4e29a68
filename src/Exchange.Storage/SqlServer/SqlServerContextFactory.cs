using Exchange.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Storage.SqlServer;

/// <summary>Makes a context per unit of work; the client pools connections by their string. Thread-safe.</summary>
internal sealed class SqlServerContextFactory(SqlServerDatabase database) : IDbContextFactory<ExchangeContext>
{
    private readonly DbContextOptions<SqlServerExchangeContext> _options =
        new DbContextOptionsBuilder<SqlServerExchangeContext>().UseSqlServer(database.Connection).UseAccountSchema().Options;

    public ExchangeContext CreateDbContext() => new SqlServerExchangeContext(_options);
}
