using Microsoft.Data.SqlClient;

namespace Exchange.Storage.SqlServer;

/// <summary>The database a store lives in and how to connect to it.</summary>
/// <param name="Place">Server and database, for messages; never the user's password.</param>
/// <param name="Connection">The completed connection string.</param>
internal sealed record SqlServerDatabase(string Place, string Connection)
{
    private const string Form = "write \"Server=…;Database=…;User ID=…;Password=…\".";

    // WHY: whoever waits for a consent hears within seconds that the database is away, instead of after the client's 15 and 30.
    private const int ConnectSeconds = 5;
    private const int CommandSeconds = 10;

    /// <summary>Whether nobody between hub and server can read or change what they say.</summary>
    public bool IsProtected { get; private init; }

    /// <summary>Reads <c>Storage:Connection</c>.</summary>
    /// <exception cref="StorageException">It is not a connection string of SQL Server, or names no server or no database.</exception>
    public static SqlServerDatabase Parse(string connection)
    {
        var builder = Read(connection);
        if (string.IsNullOrWhiteSpace(builder.DataSource))
        {
            throw new StorageException($"Storage:Connection names no server; {Form}");
        }

        if (string.IsNullOrWhiteSpace(builder.InitialCatalog))
        {
            throw new StorageException($"Storage:Connection names no database; {Form}");
        }

        Complete(builder);
        return new SqlServerDatabase($"{builder.InitialCatalog} at {builder.DataSource}", builder.ToString())
        {
            IsProtected = builder.Encrypt == SqlConnectionEncryptOption.Strict
                || (builder.Encrypt == SqlConnectionEncryptOption.Mandatory && !builder.TrustServerCertificate),
        };
    }

    private static SqlConnectionStringBuilder Read(string connection)
    {
        try
        {
            return new SqlConnectionStringBuilder(connection);
        }
        catch (Exception cause) when (cause is ArgumentException or FormatException or InvalidCastException or OverflowException
            or KeyNotFoundException)
        {
            // WHY: neither the text nor the message: a password with a semicolon in it would be quoted by both.
            throw new StorageException($"Storage:Connection is not a SQL Server connection string; {Form}");
        }
    }

    private static void Complete(SqlConnectionStringBuilder builder)
    {
        builder.PersistSecurityInfo = false;

        // WHY: a secondary answers with yesterday's consents; and EF Core's save points need one result set at a time.
        builder.ApplicationIntent = ApplicationIntent.ReadWrite;
        builder.MultipleActiveResultSets = false;
        SetWhereAbsent(builder, "Connect Timeout", ConnectSeconds);
        SetWhereAbsent(builder, "Command Timeout", CommandSeconds);
        SetWhereAbsent(builder, "Application Name", "exchange");
    }

    private static void SetWhereAbsent(SqlConnectionStringBuilder builder, string key, object value)
    {
        if (!builder.ShouldSerialize(key))
        {
            builder[key] = value;
        }
    }
}
