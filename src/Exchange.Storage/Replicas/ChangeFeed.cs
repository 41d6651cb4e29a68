using Exchange.Storage.Model;
using Exchange.Storage.Stores;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Storage.Replicas;

/// <summary>
/// The list of all that every hub on this store has to know, written in the transaction of the change itself. Thread-safe.
/// </summary>
internal sealed class ChangeFeed(IDbContextFactory<ExchangeContext> contexts, TimeProvider time)
{
    /// <summary>The channel on which PostgreSQL tells that something was committed.</summary>
    public const string Channel = "exchange_changes";

    /// <summary>Raised after a change of this process is durable.</summary>
    public event Action? Written;

    /// <summary>
    /// Saves what <paramref name="context"/> holds and enters the change, both or neither; durable when it returns.
    /// </summary>
    /// <exception cref="StorageConflictException">Somebody else came between; nothing was written.</exception>
    public Task SaveAsync(ExchangeContext context, ChangeKind kind, string subject, CancellationToken cancellationToken) =>
        SaveAsync(context, kind, subject, static () => Task.CompletedTask, cancellationToken);

    /// <summary>The same once <paramref name="record"/> has put the change on the access log; what that throws undoes it.</summary>
    /// <exception cref="StorageConflictException">Somebody else came between; nothing was written, here or on the log.</exception>
    public async Task SaveAsync(
        ExchangeContext context, ChangeKind kind, string subject, Func<Task> record, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.SaveOrConflictAsync($"{kind.Code()} {subject}", cancellationToken);

        // WHY here: the rows are held, so nobody comes between, and the head of the feed is not, so nobody else waits for the log.
        await record();
        await EnterAsync(context, kind, subject, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Tell();
    }

    /// <summary>Enters a change in the running transaction of <paramref name="context"/>; the last thing before its commit.</summary>
    public async Task EnterAsync(ExchangeContext context, ChangeKind kind, string subject, CancellationToken cancellationToken)
    {
        // INVARIANT: this lock is the last that any writer takes and it is held to the commit. So positions become visible in their order, and
        // no two writers wait for each other in a circle.
        await context.ChangeHead.ExecuteUpdateAsync(head => head.SetProperty(h => h.Position, h => h.Position + 1), cancellationToken);
        var position = await context.ChangeHead.Select(h => h.Position).SingleAsync(cancellationToken);
        context.Changes.Add(new ChangeRow { Position = position, Kind = kind.Code(), Subject = subject, At = time.GetUtcNow() });
        await context.SaveChangesAsync(cancellationToken);
        if (context.Database.IsNpgsql())
        {
            await context.Database.ExecuteSqlRawAsync($"NOTIFY {Channel}", cancellationToken);
        }
    }

    /// <summary>To be called after the commit of a transaction that entered changes.</summary>
    public void Tell() => Written?.Invoke();

    /// <summary>Removes entries from before <paramref name="limit"/>; never the newest, by which a reader knows where it stands.</summary>
    public async Task PruneAsync(DateTimeOffset limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var newest = await context.ChangeHead.Select(h => h.Position).SingleAsync(cancellationToken);
        await context.Changes.Where(c => c.At < limit && c.Position < newest).ExecuteDeleteAsync(cancellationToken);
    }
}
