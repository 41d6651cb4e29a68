using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Storage.Model;
using Exchange.Storage.Replicas;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Storage.Stores;

/// <summary>Takes many consents over at once, for example those of a paper archive: all of them, or none. Thread-safe.</summary>
/// <remarks>Hubs that run learn of it by one entry of the change feed. The caller puts the take-over on the access log.</remarks>
public sealed class ConsentImport
{
    private const int Batch = 500;

    private readonly IDbContextFactory<ExchangeContext> _contexts;
    private readonly ChangeFeed _feed;

    internal ConsentImport(IDbContextFactory<ExchangeContext> contexts, ChangeFeed feed) => (_contexts, _feed) = (contexts, feed);

    /// <summary>Writes the consents in one transaction.</summary>
    /// <returns>How many were written.</returns>
    /// <exception cref="StorageConflictException">One of them is there already; nothing was written.</exception>
    public Task<int> ImportAsync(IEnumerable<ConsentHistory> consents, CancellationToken cancellationToken) =>
        ImportAsync(consents, null, cancellationToken);

    /// <summary>Writes the consents in one transaction, and that it was done.</summary>
    /// <param name="consents">The consents.</param>
    /// <param name="onceAs">The name of the setting that says it is done, for what must happen once whoever asks; null for none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How many were written.</returns>
    /// <exception cref="StorageConflictException">One of them is there already, or it was done before; nothing was written.</exception>
    public async Task<int> ImportAsync(IEnumerable<ConsentHistory> consents, string? onceAs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(consents);
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (onceAs is not null)
        {
            // INVARIANT: first, and in the same transaction: of two hubs at once the second waits here and then fails whole.
            context.Settings.Add(new SettingRow { Name = onceAs, Value = "yes", Version = 1 });
            await context.SaveOrConflictAsync($"setting {onceAs}", cancellationToken);
        }

        var count = 0;
        var reaches = new HashSet<long>();
        foreach (var batch in consents.Chunk(Batch))
        {
            foreach (var consent in batch)
            {
                var reach = ConsentReaches.RowOf(ConsentReach.Of(consent.Record));
                if (reaches.Add(reach.Number) && !await ConsentReaches.IsKeptAsync(context, reach, cancellationToken))
                {
                    context.ConsentReaches.Add(reach);
                }

                context.Consents.Add(ConsentRows.NewRow(consent.Record, consent.State, consent.Version));
                context.ConsentDocuments.Add(ConsentRows.NewDocument(consent.Record));
                context.ConsentEvents.AddRange(consent.Events.Select(ConsentRows.ToRow));
            }

            await context.SaveOrConflictAsync("one of the imported consents", cancellationToken);
            context.ChangeTracker.Clear();
            count += batch.Length;
        }

        await _feed.EnterAsync(context, ChangeKind.Consent, FeedChange.Many, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        _feed.Tell();
        return count;
    }
}
