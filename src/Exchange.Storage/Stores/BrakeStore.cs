using Exchange.Audit.Records;
using Exchange.Policy.Publishing;
using Exchange.Storage.Model;
using Exchange.Storage.Replicas;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Storage.Stores;

/// <summary>What owners closed at once. Every change is on the change feed. Thread-safe: each call is one unit of work.</summary>
public sealed class BrakeStore
{
    private readonly IDbContextFactory<ExchangeContext> _contexts;
    private readonly ChangeFeed _feed;

    internal BrakeStore(IDbContextFactory<ExchangeContext> contexts, ChangeFeed feed) => (_contexts, _feed) = (contexts, feed);

    /// <summary>The brakes that close, in the order in which they were pulled.</summary>
    /// <exception cref="StorageException">One of them cannot be read.</exception>
    public async Task<IReadOnlyList<PolicyBrake>> ListActiveAsync(CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Brakes.AsNoTracking().Where(b => b.ReleasedAt == null).OrderBy(b => b.PulledAt).ThenBy(b => b.Id)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(DraftDocuments.ToBrake);
    }

    /// <summary>The brakes that were pulled last, newest first, also those that were let go.</summary>
    /// <exception cref="StorageException">One of them cannot be read.</exception>
    public async Task<IReadOnlyList<PolicyBrake>> ListAsync(int most, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Brakes.AsNoTracking().OrderByDescending(b => b.PulledAt).ThenBy(b => b.Id).Take(most).ToListAsync(cancellationToken);
        return rows.ConvertAll(DraftDocuments.ToBrake);
    }

    /// <summary>The brake of that id, or null.</summary>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public async Task<PolicyBrake?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        return await context.Brakes.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, cancellationToken) is { } row
            ? DraftDocuments.ToBrake(row)
            : null;
    }

    /// <summary>
    /// Keeps a brake that was pulled, and <paramref name="owed"/>, the record of it, until that is struck off at <see cref="OwedRecordStore"/> (by
    /// the brake's id, version 1); null where the log has it already.
    /// </summary>
    /// <returns>The brake as it is stored.</returns>
    /// <exception cref="StorageConflictException">The id is taken.</exception>
    public async Task<PolicyBrake> PullAsync(PolicyBrake brake, AuditEntry? owed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(brake);
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        context.Brakes.Add(DraftDocuments.ToRow(brake, revision: 1));
        if (owed is not null)
        {
            context.OwedRecords.Add(OwedRows.NewRow(new OwedRecord(OwedKind.Brake, brake.Id, Version: 1, owed), brake.PulledAt));
        }

        await _feed.SaveAsync(context, ChangeKind.Brake, brake.Id, cancellationToken);
        return brake with { Revision = 1 };
    }

    /// <summary>Keeps a step towards letting a brake go; its <see cref="PolicyBrake.Revision"/> must be the one that was read.</summary>
    /// <returns>The brake as it is stored.</returns>
    /// <exception cref="StorageConflictException">Somebody else took a step since, or it is gone.</exception>
    public async Task<PolicyBrake> UpdateAsync(PolicyBrake brake, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(brake);
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var entry = context.Brakes.Update(DraftDocuments.ToRow(brake, brake.Revision + 1));
        entry.Property(row => row.Revision).OriginalValue = brake.Revision;
        await _feed.SaveAsync(context, ChangeKind.Brake, brake.Id, cancellationToken);
        return brake with { Revision = brake.Revision + 1 };
    }
}
