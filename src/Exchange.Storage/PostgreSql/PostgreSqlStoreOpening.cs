using System.Data;
using Exchange.Storage.Model;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Exchange.Storage.PostgreSql;

/// <summary>Makes the database ready, and says in one line what is in the way.</summary>
internal sealed class PostgreSqlStoreOpening(PostgreSqlDatabase database, IDbContextFactory<ExchangeContext> contexts) : IStoreOpening
{
    private const int OldestServer = 150000;

    // "exchange" in ASCII: every hub that opens a store of this database takes the same lock.
    private const long MigrationLock = 0x65786368616E6765;

    private static readonly TimeSpan MigrationLimit = TimeSpan.FromMinutes(2);

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(MigrationLimit);
        try
        {
            await using var context = await contexts.CreateDbContextAsync(limit.Token);
            await context.Database.OpenConnectionAsync(limit.Token);
            await RefuseUnfitAsync((NpgsqlConnection)context.Database.GetDbConnection(), limit.Token);
            await UpgradeAloneAsync(context, limit.Token);
        }
        catch (Exception cause) when (PostgreSqlFault.In(cause) is not null)
        {
            throw new StorageException(PostgreSqlFault.Explain(PostgreSqlFault.In(cause)!, database), cause);
        }
        catch (OperationCanceledException cause) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StorageException(
                $"Upgrading the store {database.Place} did not end within {MigrationLimit.TotalMinutes:0} min: another hub upgrades it, "
                + "or a session holds its tables.", cause);
        }
    }

    private async Task UpgradeAloneAsync(ExchangeContext context, CancellationToken cancellationToken)
    {
        // WHY: of hubs that start together one upgrades and the others find it done. The lock is the session's: it goes with a hub that dies.
        context.Database.SetCommandTimeout(MigrationLimit);
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

    // A store that forgets an acknowledged withdrawal, or shows an old one, is worse than none.
    private async Task RefuseUnfitAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT current_setting('server_version_num')::int, pg_is_in_recovery(), current_setting('server_encoding'), "
            + "current_setting('fsync') = 'on' AND current_setting('synchronous_commit') <> 'off'";
        await using var answer = await command.ExecuteReaderAsync(cancellationToken);
        await answer.ReadAsync(cancellationToken);
        var (version, isStandby, encoding, isDurable) = (answer.GetInt32(0), answer.GetBoolean(1), answer.GetString(2), answer.GetBoolean(3));
        var mistake = version < OldestServer ? $"is PostgreSQL {connection.ServerVersion}; this release needs 15 or newer."
            : isStandby ? "is a standby, which shows the past and takes no writes; name the primary in Storage:Connection."
            : encoding != "UTF8" ? $"keeps text as {encoding}; make a database with ENCODING 'UTF8'."
            : !isDurable ? "acknowledges writes before they are durable; set fsync and synchronous_commit to on."
            : null;
        if (mistake is not null)
        {
            throw new StorageException($"The database {database.Place} {mistake}");
        }
    }
}
