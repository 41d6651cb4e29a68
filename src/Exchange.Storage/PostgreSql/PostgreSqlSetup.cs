using Exchange.Storage.Model;
using Exchange.Storage.Replicas;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Exchange.Storage.PostgreSql;

/// <summary>The store on PostgreSQL: its opening, its contexts and the pools of connections under both.</summary>
internal static class PostgreSqlSetup
{
    public static void AddPostgreSqlStore(this IServiceCollection services, string connection)
    {
        var database = PostgreSqlDatabase.Parse(connection);
        services.AddSingleton(_ => new NpgsqlDataSourceBuilder(database.Connection).Build());
        services.AddSingleton<IDbContextFactory<ExchangeContext>>(provider =>
            new PostgreSqlContextFactory(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddKeyedSingleton(ReplicaTables.Connections, (_, _) => new NpgsqlDataSourceBuilder(database.Connection).Build());
        services.AddKeyedSingleton<IDbContextFactory<ExchangeContext>>(ReplicaTables.Connections, (provider, key) =>
            new PostgreSqlContextFactory(provider.GetRequiredKeyedService<NpgsqlDataSource>(key)));
        services.AddSingleton<IStoreOpening>(provider =>
            new PostgreSqlStoreOpening(database, provider.GetRequiredService<IDbContextFactory<ExchangeContext>>()));
    }
}
