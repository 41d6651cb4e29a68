using Exchange.Policy;
using Exchange.Policy.People;
using Exchange.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Storage.Stores;

/// <summary>The reversals of pseudonyms. A step counts together with its record or not at all. Thread-safe: each call is one unit of work.</summary>
public sealed class ReversalStore
{
    private readonly IDbContextFactory<ExchangeContext> _contexts;

    internal ReversalStore(IDbContextFactory<ExchangeContext> contexts) => _contexts = contexts;

    /// <summary>The reversal of that id, or null.</summary>
    public async Task<Reversal?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Reversals.AsNoTracking().SingleOrDefaultAsync(reversal => reversal.Id == id, cancellationToken);
        return row is null ? null : ToReversal(row);
    }

    /// <summary>The last ones asked of those that are wanted, newest first.</summary>
    public async Task<IReadOnlyList<Reversal>> ListAsync(int most, Func<Reversal, bool> isWanted, CancellationToken cancellationToken)
    {
        // WHY here and not by the database: who sees what is the caller's to say, and reversals are asked one by one, by hand.
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var rows = context.Reversals.AsNoTracking().OrderByDescending(reversal => reversal.AskedAt).ThenBy(reversal => reversal.Id);
        return await rows.AsAsyncEnumerable().Select(ToReversal).Where(isWanted).Take(most).ToListAsync(cancellationToken);
    }

    /// <summary>Keeps a question once <paramref name="record"/> has put it on the log; what that throws undoes it.</summary>
    /// <exception cref="StorageConflictException">There is one of this id already.</exception>
    public Task AddAsync(Reversal asked, Func<Task> record, CancellationToken cancellationToken) =>
        SaveAsync(asked, record, context => context.Reversals.Add(ToRow(asked)), cancellationToken);

    /// <summary>Keeps the next state once <paramref name="record"/> has put the step on the log; what that throws undoes it.</summary>
    /// <exception cref="StorageConflictException">Somebody else took a step since it was read.</exception>
    public Task AdvanceAsync(Reversal next, Func<Task> record, CancellationToken cancellationToken) => SaveAsync(
        next,
        record,
        context => context.Reversals.Update(ToRow(next)).Property(row => row.Revision).OriginalValue = next.Revision - 1,
        cancellationToken);

    private async Task SaveAsync(Reversal reversal, Func<Task> record, Action<ExchangeContext> change, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        await context.SaveRecordedAsync($"reversal {reversal.Id}", () => change(context), record, cancellationToken);
    }

    private static ReversalRow ToRow(Reversal reversal) => new()
    {
        Id = reversal.Id,
        Subject = reversal.Subject,
        Department = reversal.Department.Value,
        Purpose = reversal.Purpose,
        CaseNumber = reversal.CaseNumber,
        Reason = [.. reversal.SealedReason],
        State = NameOf(reversal.State),
        AskedBy = reversal.AskedBy,
        AskedAt = reversal.AskedAt,
        DecidedBy = reversal.DecidedBy,
        DecidedAt = reversal.DecidedAt,
        OpenUntil = reversal.OpenUntil,
        Revision = reversal.Revision,
    };

    private static Reversal ToReversal(ReversalRow row) => new()
    {
        Id = row.Id,
        Subject = row.Subject,
        Department = new DepartmentId(row.Department),
        Purpose = row.Purpose,
        CaseNumber = row.CaseNumber,
        SealedReason = row.Reason,
        State = StateOf(row.State),
        AskedBy = row.AskedBy,
        AskedAt = row.AskedAt,
        DecidedBy = row.DecidedBy,
        DecidedAt = row.DecidedAt,
        OpenUntil = row.OpenUntil,
        Revision = row.Revision,
    };

    private static string NameOf(ReversalState state) => state switch
    {
        ReversalState.Asked => "asked",
        ReversalState.Granted => "granted",
        ReversalState.Refused => "refused",
        _ => "read",
    };

    private static ReversalState StateOf(string name) => name switch
    {
        "asked" => ReversalState.Asked,
        "granted" => ReversalState.Granted,
        "refused" => ReversalState.Refused,
        "read" => ReversalState.Read,
        _ => throw new StorageException("A reversal is in a state that this release does not know."),
    };
}
