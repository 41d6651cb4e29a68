using Exchange.Storage.Model;
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
        services.AddSingleton<IStoreOpening>(new SqlServerStoreOpening(database, contexts));
    }
}
