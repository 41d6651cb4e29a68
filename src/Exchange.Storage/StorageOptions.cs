using Microsoft.Data.Sqlite;

namespace Exchange.Storage;

/// <summary>The kinds of database the store can live in.</summary>
public enum StorageProvider
{
    /// <summary>One SQLite file: the embedded default.</summary>
    Sqlite,

    /// <summary>A PostgreSQL database, 15 or newer; several hubs can share it.</summary>
    PostgreSql,

    /// <summary>A SQL Server database, 2022 or newer; several hubs can share it.</summary>
    SqlServer,
}

/// <summary>Where the store lives (<c>Storage:*</c> of the configuration).</summary>
/// <param name="Provider">The kind of database.</param>
/// <param name="Connection">The provider's connection string.</param>
public sealed record StorageOptions(StorageProvider Provider, string Connection)
{
    /// <summary>A store in one SQLite file; its folder is made by <see cref="StorageSetup.MigrateAsync"/> where it is missing.</summary>
    public static StorageOptions SqliteFile(string path) =>
        new(StorageProvider.Sqlite, new SqliteConnectionStringBuilder { DataSource = path }.ToString());
}
