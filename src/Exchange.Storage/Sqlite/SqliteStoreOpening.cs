using Exchange.Storage.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Storage.Sqlite;

/// <summary>Makes the SQLite file ready, and says in one line what is in the way.</summary>
internal sealed class SqliteStoreOpening(SqliteFile file, IDbContextFactory<ExchangeContext> contexts) : IStoreOpening
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    // WHY: EF's migration lock is a row; a process killed while it migrates leaves it, and EF would wait for it for ever.
    private static readonly TimeSpan MigrationLimit = TimeSpan.FromSeconds(30);

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        MakeFolder();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(MigrationLimit);
        try
        {
            await UpgradeAsync(limit.Token);
        }
        catch (SqliteException cause)
        {
            throw new StorageException(Explain(cause), cause);
        }
        catch (OperationCanceledException cause) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StorageException(
                $"Upgrading the store {file.Path} did not end within {MigrationLimit.TotalSeconds:0} s: another process upgrades it, "
                + "or one was killed while it did (then delete the row of its table __EFMigrationsLock).", cause);
        }
    }

    private async Task UpgradeAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var known = context.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var applied = File.Exists(file.Path) ? (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList() : [];
        if (applied.FirstOrDefault(name => !known.Contains(name)) is { } newer)
        {
            throw new StorageException(
                $"The store {file.Path} was written by a newer release (it has {newer}); start that release, or restore an older backup.");
        }

        if (applied.Count < known.Count)
        {
            await context.Database.MigrateAsync(cancellationToken);
        }

        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL;", cancellationToken);

        // WHY: a transaction begins by taking the write lock (BEGIN IMMEDIATE), so that a folder or file that cannot be written is told
        // at start and not at the first consent.
        await using var probe = await context.Database.BeginTransactionAsync(cancellationToken);
        await probe.RollbackAsync(cancellationToken);
    }

    private void MakeFolder()
    {
        var folder = Path.GetDirectoryName(file.Path)!;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The folder {folder} cannot be made; choose one that this user can write to.", cause);
        }
    }

    private string Explain(SqliteException cause) => cause.SqliteErrorCode switch
    {
        Busy or Locked => $"The store {file.Path} is locked by another process; end that process, or choose another folder.",
        ReadOnly or CannotOpen => $"The store {file.Path} cannot be written; choose a folder that this user can write to.",
        InputOutput or Full => $"The store {file.Path} cannot be written: the disk is full or failing, or the path is not a file.",
        Corrupt or NotADatabase => $"The file {file.Path} is damaged or not a store; restore a backup, or choose another folder.",
        _ => $"The store {file.Path} cannot be opened: SQLite error {cause.SqliteErrorCode}.",
    };
}
