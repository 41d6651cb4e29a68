using Microsoft.Data.Sqlite;

namespace Exchange.Storage.Sqlite;

/// <summary>The file a store lives in and how to connect to it.</summary>
/// <param name="Path">Full path of the file.</param>
/// <param name="Connection">The completed connection string.</param>
internal sealed record SqliteFile(string Path, string Connection)
{
    /// <summary>Reads <c>Storage:Connection</c>.</summary>
    public static SqliteFile Parse(string connection)
    {
        SqliteConnectionStringBuilder builder;
        try
        {
            builder = new SqliteConnectionStringBuilder(connection);
        }
        catch (ArgumentException cause)
        {
            throw new StorageException("Storage:Connection is not a SQLite connection string; write \"Data Source=FILE\".", cause);
        }

        if (string.IsNullOrWhiteSpace(builder.DataSource) || builder.Mode == SqliteOpenMode.Memory || builder.DataSource == ":memory:")
        {
            throw new StorageException("Storage:Connection names no file; write \"Data Source=FILE\".");
        }

        builder.ForeignKeys = true;
        builder.DataSource = System.IO.Path.GetFullPath(builder.DataSource);
        return new SqliteFile(builder.DataSource, builder.ToString());
    }
}
