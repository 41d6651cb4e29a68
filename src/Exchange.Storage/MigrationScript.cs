using Exchange.Storage.Model;
using Exchange.Storage.PostgreSql;
using Exchange.Storage.SqlServer;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Exchange.Storage;

/// <summary>The schema as SQL, for a database whose administrators run every change themselves.</summary>
public static class MigrationScript
{
    /// <summary>
    /// The SQL that brings any earlier state of a database of that kind to this release's schema, and leaves one that is there already as it is.
    /// Needs no connection. Null for SQLite, which has no conditions in its SQL.
    /// </summary>
    public static string? For(StorageProvider provider)
    {
        using ExchangeContext? context = provider switch
        {
            StorageProvider.PostgreSql => new PostgreSqlDesignTimeFactory().CreateDbContext([]),
            StorageProvider.SqlServer => new SqlServerDesignTimeFactory().CreateDbContext([]),
            _ => null,
        };
        return context?.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
    }
}
