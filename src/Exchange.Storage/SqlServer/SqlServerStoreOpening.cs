using System.Data.Common;
using Exchange.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Storage.SqlServer;

/// <summary>Makes the database ready, and says in one line what is in the way.</summary>
internal sealed class SqlServerStoreOpening(SqlServerDatabase database, IDbContextFactory<ExchangeContext> contexts) : IStoreOpening
{
    /// <summary>What the database has to be asked before it is trusted with consents.</summary>
    internal const string FitnessQuery =
        "SELECT CAST(SERVERPROPERTY('ProductMajorVersion') AS int), CAST(SERVERPROPERTY('EngineEdition') AS int), "
        + "[d].[is_read_only], [d].[is_read_committed_snapshot_on], CAST([d].[delayed_durability] AS int) "
        + "FROM [sys].[databases] AS [d] WHERE [d].[name] = DB_NAME()";

    private const int OldestServer = 16;
    private const int CloudDatabase = 5;
    private const int ManagedInstance = 8;
    private const int ForcedDelay = 2;

    private static readonly TimeSpan MigrationLimit = TimeSpan.FromMinutes(2);

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(MigrationLimit);
        try
        {
            await using var context = await contexts.CreateDbContextAsync(limit.Token);

            // WHY opened first: EF Core would make a database that is not there, with the server's settings instead of the store's.
            await context.Database.OpenConnectionAsync(limit.Token);
            await RefuseUnfitAsync(context.Database.GetDbConnection(), limit.Token);
            await UpgradeAsync(context, limit.Token);
        }
        catch (Exception cause) when (SqlServerFault.In(cause) is not null && !limit.IsCancellationRequested)
        {
            throw new StorageException(SqlServerFault.Explain(SqlServerFault.In(cause)!, database), cause);
        }
        catch (Exception cause) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new StorageException(
                $"Upgrading the store {database.Place} did not end within {MigrationLimit.TotalMinutes:0} min: another hub upgrades it, "
                + "or a session holds its tables.", cause);
        }
    }

    private async Task UpgradeAsync(ExchangeContext context, CancellationToken cancellationToken)
    {
        var known = context.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        if (applied.FirstOrDefault(name => !known.Contains(name)) is { } newer)
        {
            throw new StorageException(
                $"The store {database.Place} was written by a newer release (it has {newer}); start that release, or restore an older backup.");
        }

        if (applied.Count < known.Count)
        {
            // WHY no lock of ours: EF Core takes sp_getapplock for its session, which goes with a hub that dies, and reads anew under it.
            context.Database.SetCommandTimeout(MigrationLimit);
            await context.Database.MigrateAsync(cancellationToken);
        }
    }

    private async Task RefuseUnfitAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = FitnessQuery;
        await using var answer = await command.ExecuteReaderAsync(cancellationToken);
        if (!await answer.ReadAsync(cancellationToken))
        {
            throw new StorageException($"The database {database.Place} does not say what it is; its user needs the right to see it.");
        }

        if (Mistake(answer) is { } mistake)
        {
            throw new StorageException($"The database {database.Place} {mistake}");
        }
    }

    /// <summary>What makes a database unfit for the store, or null. A store that forgets an acknowledged withdrawal is worse than none.</summary>
    internal static string? Mistake(int version, int edition, bool isReadOnly, bool isSnapshotRead, int delayedDurability) =>
        version < OldestServer && edition is not (CloudDatabase or ManagedInstance)
            ? $"is of SQL Server {version}; this release needs 16 (2022) or newer."
        : isReadOnly ? "is read-only; name the primary in Storage:Connection."
        : delayedDurability == ForcedDelay
            ? "acknowledges writes before they are durable; set DELAYED_DURABILITY = DISABLED."

        // WHY: with SQL Server's default every reader waits for writers of the same rows. The head of the change feed is such a row: hubs would
        // lose their lease, and close what is open, while somebody writes.
        : !isSnapshotRead ? "lets readers wait for writers; run ALTER DATABASE … SET READ_COMMITTED_SNAPSHOT ON."
        : null;

    /// <summary>The same of a row of <see cref="FitnessQuery"/>. SQL Server's reader converts nothing: each column is read as the type it has.</summary>
    internal static string? Mistake(DbDataReader answer) =>
        Mistake(answer.GetInt32(0), answer.GetInt32(1), answer.GetBoolean(2), answer.GetBoolean(3), answer.GetInt32(4));
}
