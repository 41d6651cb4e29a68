using System.Net;
using Npgsql;

namespace Exchange.Storage.PostgreSql;

/// <summary>The database a store lives in and how to connect to it.</summary>
/// <param name="Place">Host, port and database, for messages; never the user's password.</param>
/// <param name="User">Who connects; empty where the operating system's account decides.</param>
/// <param name="Connection">The completed connection string.</param>
internal sealed record PostgreSqlDatabase(string Place, string User, string Connection)
{
    private const string Form = "write \"Host=…;Database=…;Username=…;Password=…\".";

    // WHY: whoever waits for a consent hears within seconds that the database is away, instead of after Npgsql's 15 and 30.
    private const int ConnectSeconds = 5;
    private const int CommandSeconds = 10;

    // WHY: every writer of the change feed waits for the one before it. One that was stopped or cut off in the middle must not hold up the
    // withdrawals of the others for as long as its end of the connection lives; they wait for half of their own limit at most.
    private const string Abandoned = "-c idle_in_transaction_session_timeout=5000";

    // Waits for more than "on" does: until a standby shows it too.
    private const string Stronger = "synchronous_commit=remote_apply";

    /// <summary>
    /// Whether nobody between hub and server can read or change what they say: they are on one machine, or the certificate is verified.
    /// </summary>
    public bool IsProtected { get; private init; }

    /// <summary>Reads <c>Storage:Connection</c>.</summary>
    public static PostgreSqlDatabase Parse(string connection)
    {
        var builder = Read(connection);
        if (string.IsNullOrWhiteSpace(builder.Host))
        {
            throw new StorageException($"Storage:Connection names no server; {Form}");
        }

        if (string.IsNullOrWhiteSpace(builder.Database))
        {
            throw new StorageException($"Storage:Connection names no database; {Form}");
        }

        Complete(builder);
        var place = builder.Host.Contains(',') ? builder.Host : $"{builder.Host}:{builder.Port}";
        return new PostgreSqlDatabase($"{builder.Database} at {place}", builder.Username ?? "", builder.ToString())
        {
            IsProtected = builder.SslMode is SslMode.VerifyFull or SslMode.VerifyCA || builder.Host.Split(',').All(IsThisMachine),
        };
    }

    private static NpgsqlConnectionStringBuilder Read(string connection)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connection);
        }
        catch (Exception cause) when (cause is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            // WHY: neither the text nor the message: a password with a semicolon in it would be quoted by both.
            throw new StorageException($"Storage:Connection is not a PostgreSQL connection string; {Form}");
        }
    }

    private static void Complete(NpgsqlConnectionStringBuilder builder)
    {
        // WHY: details of an error quote values of the row that failed.
        builder.IncludeErrorDetail = false;
        builder.TcpKeepAlive = true;
        SetWhereAbsent(builder, "Timeout", ConnectSeconds);
        SetWhereAbsent(builder, "Command Timeout", CommandSeconds);
        SetWhereAbsent(builder, "Application Name", "exchange");
        if (Environment.GetEnvironmentVariable("PGGSSENCMODE") is null)
        {
            // WHY: Npgsql would try Kerberos first and, whatever fails, connect a second time, which may outlast the time to connect (npgsql #6655).
            SetWhereAbsent(builder, "GSS Encryption Mode", GssEncryptionMode.Disable);
        }

        builder.Options = Durable(builder.Options);
        if (builder.Host!.Contains(','))
        {
            // WHY: a standby answers with yesterday's consents.
            builder.TargetSessionAttributes = "primary";
        }
    }

    // INVARIANT: what is acknowledged is durable, whatever the server's setting. Of several of one name the server takes the last.
    private static string Durable(string? given)
    {
        var isStronger = given?.Replace('-', '_').Contains(Stronger, StringComparison.OrdinalIgnoreCase) == true;
        return $"{Abandoned} {given} -c {(isStronger ? Stronger : "synchronous_commit=on")}";
    }

    private static void SetWhereAbsent(NpgsqlConnectionStringBuilder builder, string key, object value)
    {
        if (!builder.ShouldSerialize(key))
        {
            builder[key] = value;
        }
    }

    // A host that begins with "/" is the folder of a Unix socket; one of several hosts may carry its port.
    private static bool IsThisMachine(string host) =>
        host.StartsWith('/')
        || host.Split(':')[0].Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPEndPoint.TryParse(host, out var address) && IPAddress.IsLoopback(address.Address));
}
