using System.Data;
using Exchange.Storage.Model;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Exchange.Storage.PostgreSql;

/// <summary>Makes the database ready, and says in one line what is in the way.</summary>
internal sealed class PostgreSqlStoreOpening(PostgreSqlDatabase database, IDbContextFactory<ExchangeContext> contexts) : IStoreOpening
{
    /// <summary>"exchange" in ASCII: every hub that opens a store of this database takes the same lock.</summary>
    public const long MigrationLock = 0x65786368616E6765;

    /// <summary>How long an upgrade may take, waiting for another hub's included.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(2);

    public string? Warning { get; private set; }

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await using var context = await contexts.CreateDbContextAsync(limit.Token);
            await context.Database.OpenConnectionAsync(limit.Token);
            var state = await PostgreSqlServerState.ReadAsync((NpgsqlConnection)context.Database.GetDbConnection(), limit.Token);
            if (state.Mistake is { } mistake)
            {
                throw new StorageException($"The database {database.Place} {mistake}");
            }

            Warning = state.Risk is { } risk ? $"the database {database.Place} {risk}" : null;
            await UpgradeAloneAsync(context, limit.Token);
        }
        catch (Exception cause) when (StorageFault.Cause(cause) is NpgsqlException)
        {
            throw new StorageException(PostgreSqlFault.Explain((NpgsqlException)StorageFault.Cause(cause)!, database), cause);
        }
        catch (OperationCanceledException cause) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StorageException(
                $"Upgrading the store {database.Place} did not end within {Limit.TotalSeconds:0} s: another hub upgrades it, "
                + "or a session holds its tables.", cause);
        }
    }

    private async Task UpgradeAloneAsync(ExchangeContext context, CancellationToken cancellationToken)
    {
        // WHY: of hubs that start together one upgrades and the others find it done. The lock is the session's: it goes with a hub that dies.
        // Waiting ends with the limit of the whole, which has a line of its own.
        context.Database.SetCommandTimeout(TimeSpan.Zero);
        await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({MigrationLock})", cancellationToken);
        try
        {
            await UpgradeAsync(context, cancellationToken);
        }
        finally
        {
            if (context.Database.GetDbConnection().State == ConnectionState.Open)
            {
                await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({MigrationLock})", CancellationToken.None);
            }
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
            await context.Database.MigrateAsync(cancellationToken);
        }
    }
}
