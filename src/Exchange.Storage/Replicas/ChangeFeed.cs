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
    public async Task SaveAsync(ExchangeContext context, ChangeKind kind, string subject, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.SaveOrConflictAsync($"{kind.Code()} {subject}", cancellationToken);
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
