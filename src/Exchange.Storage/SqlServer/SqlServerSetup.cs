using Exchange.Storage.Model;
using Exchange.Storage.Replicas;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Storage.SqlServer;

/// <summary>The store on SQL Server: its opening and its contexts.</summary>
internal static class SqlServerSetup
{
    /// <exception cref="StorageException">The client is not in this build, or the connection string is not one of SQL Server's.</exception>
    public static void AddSqlServerStore(this IServiceCollection services, string connection)
    {
        SqlServerClient.Demand();
        var database = SqlServerDatabase.Parse(connection);
        var contexts = new SqlServerContextFactory(database);
        services.AddSingleton<IDbContextFactory<ExchangeContext>>(contexts);

        // The client pools by the text of the connection string, so another name is another pool.
        var beats = database with { Connection = $"{database.Connection};Application Name=exchange beats" };
        services.AddKeyedSingleton<IDbContextFactory<ExchangeContext>>(ReplicaTables.Connections, new SqlServerContextFactory(beats));
        services.AddSingleton<IStoreOpening>(new SqlServerStoreOpening(database, contexts));
    }
}
