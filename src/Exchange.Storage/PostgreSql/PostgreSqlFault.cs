using System.Security.Authentication;
using Npgsql;

namespace Exchange.Storage.PostgreSql;

/// <summary>Says in one line what is wrong with a database; never a password, never a value of a row.</summary>
internal static class PostgreSqlFault
{
    // The classes of SQLSTATE that tell of the server's state, not of what it was asked: connection, authorization, catalogue, resources,
    // intervention, system.
    private static readonly string[] StateOfTheServer = ["08", "28", "3D", "53", "57", "58"];

    // The server ended a session that stood still within a transaction.
    private const string IdleInTransaction = "25P03";

    /// <summary>Whether the database is away or cannot do its work at present.</summary>
    public static bool IsOutage(NpgsqlException fault) =>
        fault is not PostgresException refused || refused.IsTransient
        || refused.SqlState == IdleInTransaction || StateOfTheServer.Contains(refused.SqlState[..2]);

    /// <summary>Whether a text holds a character that PostgreSQL cannot keep (NUL), or is too long for its column.</summary>
    public static bool IsUnfitText(PostgresException fault) => fault.SqlState
        is PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter or PostgresErrorCodes.StringDataRightTruncation;

    /// <summary>The line for an operator.</summary>
    public static string Explain(NpgsqlException fault, PostgreSqlDatabase database) => fault switch
    {
        PostgresException refused => Explain(refused, database),
        { InnerException: AuthenticationException } =>
            $"The server of {database.Place} has no certificate that this machine trusts for its name; give Root Certificate in Storage:Connection.",
        { InnerException: TimeoutException or IOException or System.Net.Sockets.SocketException } =>
            $"The database {database.Place} cannot be reached; check that it runs, its address and the firewall.",
        _ => $"The database {database.Place} lets nobody in with this Storage:Connection; check Username, Password and SSL Mode.",
    };

    private static string Explain(PostgresException refused, PostgreSqlDatabase database) => refused.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"The database {database.Place} refuses the user \"{database.User}\"; check Username, Password and SSL Mode in Storage:Connection "
            + "and the server's pg_hba.conf.",
        PostgresErrorCodes.InvalidCatalogName =>
            $"There is no database {database.Place}; make it (CREATE DATABASE … ENCODING 'UTF8'), or name another in Storage:Connection.",
        PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidSchemaName =>
            $"The user \"{database.User}\" may not make or use the tables of {database.Place}; make it the owner of the database, "
            + "or run exchange migrate as a user who is.",
        PostgresErrorCodes.TooManyConnections => $"The database {database.Place} has no connection left; raise its max_connections.",
        PostgresErrorCodes.CannotConnectNow => $"The database {database.Place} is starting or stopping; try again in a moment.",
        PostgresErrorCodes.DiskFull => $"The database {database.Place} cannot be written: its disk is full.",
        PostgresErrorCodes.LockNotAvailable => $"The tables of {database.Place} are locked by another session; end it and start again.",
        PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateObject =>
            $"The database {database.Place} has tables that are not this store's; name an empty database in Storage:Connection.",
        _ => $"The database {database.Place} cannot be used: PostgreSQL error {refused.SqlState}.",
    };
}
