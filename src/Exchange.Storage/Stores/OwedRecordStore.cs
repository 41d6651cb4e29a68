using Exchange.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Storage.Stores;

/// <summary>
/// The records that the access log is owed. They are entered by the stores whose changes owe them. Thread-safe: each call is one unit of work.
/// </summary>
public sealed class OwedRecordStore
{
    private const int PageSize = 500;

    private readonly IDbContextFactory<ExchangeContext> _contexts;

    internal OwedRecordStore(IDbContextFactory<ExchangeContext> contexts) => _contexts = contexts;

    /// <summary>The oldest 500 of a kind at most: what is struck off makes room for the next.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="owedBefore">Only those that are owed since before this instant; null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="StorageException">One of them cannot be read.</exception>
    public async Task<IReadOnlyList<OwedRecord>> ListAsync(OwedKind kind, DateTimeOffset? owedBefore, CancellationToken cancellationToken)
    {
        var (code, limit) = (kind.Code(), owedBefore ?? DateTimeOffset.MaxValue);
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.OwedRecords.AsNoTracking().Where(r => r.Kind == code && r.OwedAt < limit)
            .OrderBy(r => r.OwedAt).ThenBy(r => r.Id).Take(PageSize).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => OwedRows.ToRecord(kind, row));
    }

    /// <summary>Strikes off a record that is durable on the access log; nothing happens where that is done already.</summary>
    public async Task StrikeAsync(OwedKind kind, string subject, int version, CancellationToken cancellationToken)
    {
        var code = kind.Code();
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        await context.OwedRecords.Where(r => r.Kind == code && r.Subject == subject && r.Version == version)
            .ExecuteDeleteAsync(cancellationToken);
    }
}
