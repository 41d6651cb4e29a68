namespace Exchange.Storage.Sqlite;

/// <summary>
/// One hub's claim to a store in a file: nobody could tell two processes on one file of each other's withdrawals. The operating system keeps
/// the lock and lets it go with a process that dies.
/// </summary>
internal sealed class SqliteClaim : IDisposable
{
    private readonly FileStream _lock;

    private SqliteClaim(FileStream taken) => _lock = taken;

    /// <summary>Takes the claim.</summary>
    /// <exception cref="StorageException">Another hub has it, or the folder cannot be written.</exception>
    public static SqliteClaim Take(SqliteFile file)
    {
        // WHY a leading dot: whoever copies or reads "exchange.db*" means the database.
        var path = Path.Combine(Path.GetDirectoryName(file.Path)!, $".{Path.GetFileName(file.Path)}.lock");
        try
        {
            return new SqliteClaim(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException cause)
        {
            throw new StorageException($"The file {path} cannot be written; choose a folder that this user can write to.", cause);
        }
        catch (IOException cause)
        {
            throw new StorageException(
                $"The store {file.Path} is in use by another hub; stop it, give this one a --data folder of its own, or use PostgreSql "
                + "to run several.", cause);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}
