using Exchange.Storage.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Storage.Sqlite;

/// <summary>Makes the SQLite file ready, and says in one line what is in the way.</summary>
internal sealed class SqliteStoreOpening(SqliteFile file, IDbContextFactory<ExchangeContext> contexts) : IStoreOpening
{
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
            throw new StorageException(SqliteFault.Explain(cause, file), cause);
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
}
