using Exchange.Storage.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Storage.Sqlite;

/// <summary>The store in a SQLite file: its opening and its contexts.</summary>
internal static class SqliteSetup
{
    public static void AddSqliteStore(this IServiceCollection services, string connection)
    {
        var file = SqliteFile.Parse(connection);
        services.AddSingleton(file);
        services.AddSingleton<IDbContextFactory<ExchangeContext>>(new SqliteContextFactory(file));
        services.AddSingleton<IStoreOpening>(provider =>
            new SqliteStoreOpening(file, provider.GetRequiredService<IDbContextFactory<ExchangeContext>>()));
    }
}
