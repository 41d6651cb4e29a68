using Exchange.Storage.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Exchange.Storage.PostgreSql;

/// <summary>The store on PostgreSQL: its opening, its contexts and the pool of connections under both.</summary>
internal static class PostgreSqlSetup
{
    public static void AddPostgreSqlStore(this IServiceCollection services, string connection)
    {
        var database = PostgreSqlDatabase.Parse(connection);
        services.AddSingleton(_ => new NpgsqlDataSourceBuilder(database.Connection).Build());
        services.AddSingleton<IDbContextFactory<ExchangeContext>>(provider =>
            new PostgreSqlContextFactory(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton<IStoreOpening>(provider =>
            new PostgreSqlStoreOpening(database, provider.GetRequiredService<IDbContextFactory<ExchangeContext>>()));
    }
}
