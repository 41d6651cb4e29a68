using Microsoft.Data.Sqlite;

namespace Exchange.Storage.Sqlite;

/// <summary>Says in one line what is wrong with a file; never a value of a row.</summary>
internal static class SqliteFault
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>Whether the file cannot be used at present.</summary>
    public static bool IsOutage(SqliteException fault) => fault.SqliteErrorCode is Busy or Locked or ReadOnly or InputOutput or Full or CannotOpen;

    /// <summary>The line for an operator.</summary>
    public static string Explain(SqliteException fault, SqliteFile file) => fault.SqliteErrorCode switch
    {
        Busy or Locked => $"The store {file.Path} is locked by another process; end that process, or choose another folder.",
        ReadOnly or CannotOpen => $"The store {file.Path} cannot be written; choose a folder that this user can write to.",
        InputOutput or Full => $"The store {file.Path} cannot be written: the disk is full or failing, or the path is not a file.",
        Corrupt or NotADatabase => $"The file {file.Path} is damaged or not a store; restore a backup, or choose another folder.",
        _ => $"The store {file.Path} cannot be opened: SQLite error {fault.SqliteErrorCode}.",
    };
}
