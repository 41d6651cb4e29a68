using Microsoft.Data.SqlClient;

namespace Exchange.Storage.SqlServer;

/// <summary>Tells SQL Server's faults apart by their numbers, and says them in one line; never a password, never a value of a row.</summary>
internal static class SqlServerFault
{
    private const int TakenIndexKey = 2601;
    private const int TakenConstraintKey = 2627;
    private const int Deadlock = 1205;

    /// <summary>Whether the row's key is taken.</summary>
    public static bool IsTakenKey(Exception fault) => fault is SqlException { Number: TakenIndexKey or TakenConstraintKey };

    /// <summary>Whether the server ended this one of several transactions.</summary>
    public static bool IsLostRace(Exception fault) => fault is SqlException { Number: Deadlock };

    /// <summary>Whether a text that was sent is longer than its column.</summary>
    public static bool IsUnfitText(SqlException fault) => fault.Number is 2628 or 8152;

    /// <summary>Whether the database is away, or cannot do what it was asked at present.</summary>
    public static bool IsOutage(SqlException fault) =>
        IsUnreachable(fault.Number) || fault.Number is Deadlock or 1222 or 1105 or 9002 or 3906 or 4060 or 40197 or 40501 or 40613 or 10928 or 10929;

    /// <summary>The exception of SQL Server's client in <paramref name="fault"/> or among its causes, or null.</summary>
    public static SqlException? In(Exception? fault)
    {
        // WHY: EF Core wraps what is likely to pass (InvalidOperationException) and what a write met (DbUpdateException), or both.
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            if (cause is SqlException found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The line for an operator.</summary>
    public static string Explain(SqlException fault, SqlServerDatabase database) => fault.Number switch
    {
        var number when IsUnreachable(number) =>
            $"The database {database.Place} cannot be reached; check that it runs, its address, its certificate and the firewall.",
        18456 or 18452 or 18487 or 18488 =>
            $"The database {database.Place} refuses the user; check User ID and Password in Storage:Connection.",
        4060 or 911 =>
            $"There is no database {database.Place}, or its user may not open it; make it as docker/README.md says, "
            + "or name another in Storage:Connection.",
        229 or 230 or 262 or 1088 or 2760 or 15247 =>
            $"The user may not make or use the tables of {database.Place}; run exchange migrate as a user who may (db_owner).",
        1222 => $"The tables of {database.Place} are locked by another session; end it and start again.",
        1105 or 9002 => $"The database {database.Place} cannot be written: its disk or its log is full.",
        2714 => $"The database {database.Place} has tables that are not this store's; name an empty database in Storage:Connection.",
        3906 => $"The database {database.Place} is read-only; name the primary in Storage:Connection.",
        _ => $"The database {database.Place} cannot be used: SQL Server error {fault.Number}.",
    };

    // Numbers of the client and of the operating systems below it: refused, unknown host, no route, no answer.
    private static bool IsUnreachable(int number) =>
        number is -2 or -1 or 0 or 2 or 20 or 26 or 35 or 40 or 53 or 64 or 121 or 258 or 10053 or 10054 or 10060 or 10061 or 11001;
}
