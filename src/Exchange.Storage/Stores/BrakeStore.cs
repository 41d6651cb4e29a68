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

    /// <summary>The brakes that closed at that time, whether or not they still do, in the order in which they were pulled.</summary>
    /// <exception cref="StorageException">One of them cannot be read.</exception>
    public async Task<IReadOnlyList<PolicyBrake>> ListAtAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Brakes.AsNoTracking().Where(b => b.PulledAt <= at && (b.ReleasedAt == null || b.ReleasedAt > at))
            .OrderBy(b => b.PulledAt).ThenBy(b => b.Id).ToListAsync(cancellationToken);
        return rows.ConvertAll(DraftDocuments.ToBrake);
    }

    /// <summary>The brakes that were let go, the last one first.</summary>
    /// <param name="before">Only those that were let go before this one; null for all.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="StorageException">One of them cannot be read.</exception>
    public async Task<IReadOnlyList<PolicyBrake>> ListReleasedAsync(PolicyBrake? before, int most, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var released = context.Brakes.AsNoTracking().Where(b => b.ReleasedAt != null);
        if (before is { ReleasedAt: { } at, Id: var id })
        {
            released = released.Where(b => b.ReleasedAt < at || (b.ReleasedAt == at && string.Compare(b.Id, id) > 0));
        }

        var rows = await released.OrderByDescending(b => b.ReleasedAt).ThenBy(b => b.Id).Take(most).ToListAsync(cancellationToken);
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

    /// <summary>
    /// Keeps a step towards letting a brake go once <paramref name="record"/> has put it on the log; what that throws undoes it. The brake's
    /// <see cref="PolicyBrake.Revision"/> must be the one that was read.
    /// </summary>
    /// <returns>The brake as it is stored.</returns>
    /// <exception cref="StorageConflictException">Somebody else took a step since, or it is gone; nothing was recorded.</exception>
    public async Task<PolicyBrake> UpdateAsync(PolicyBrake brake, Func<Task> record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(brake);
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var entry = context.Brakes.Update(DraftDocuments.ToRow(brake, brake.Revision + 1));
        entry.Property(row => row.Revision).OriginalValue = brake.Revision;
        await _feed.SaveAsync(context, ChangeKind.Brake, brake.Id, record, cancellationToken);
        return brake with { Revision = brake.Revision + 1 };
    }
}
