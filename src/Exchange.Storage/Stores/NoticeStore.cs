using Exchange.Consent.Records;
using Exchange.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Storage.Stores;

/// <summary>The texts that people are shown; written once. Thread-safe: each call is one unit of work.</summary>
public sealed class NoticeStore
{
    private readonly IDbContextFactory<ExchangeContext> _contexts;

    internal NoticeStore(IDbContextFactory<ExchangeContext> contexts) => _contexts = contexts;

    /// <summary>All texts, by id, version and language.</summary>
    public async Task<IReadOnlyList<NoticeText>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Notices.AsNoTracking()
            .OrderBy(r => r.Id).ThenBy(r => r.Version).ThenBy(r => r.Language).ToListAsync(cancellationToken);
        return rows.ConvertAll(ToText);
    }

    /// <summary>One text, or null.</summary>
    /// <exception cref="StorageException">It is not what was written: its hash is another.</exception>
    public async Task<NoticeText?> FindAsync(string id, string version, string language, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Notices.AsNoTracking()
            .SingleOrDefaultAsync(r => r.Id == id && r.Version == version && r.Language == language, cancellationToken);
        return row is null ? null : ToText(row);
    }

    /// <summary>Adds a text.</summary>
    /// <exception cref="StorageConflictException">This version is there already.</exception>
    public async Task AddAsync(NoticeText notice, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notice);
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        context.Notices.Add(new NoticeRow
        {
            Id = notice.Id,
            Version = notice.Version,
            Language = notice.Language,
            Text = notice.Text,
            Hash = notice.Hash,
            AddedBy = notice.AddedBy,
            AddedAt = notice.AddedAt,
        });
        await context.SaveOrConflictAsync($"notice {notice.Id} {notice.Version}", cancellationToken);
    }

    private static NoticeText ToText(NoticeRow row)
    {
        var text = new NoticeText(row.Id, row.Version, row.Language, row.Text, row.AddedBy, row.AddedAt);
        return text.Hash == row.Hash
            ? text
            : throw new StorageException($"Notice {row.Id} {row.Version} in the store was changed outside the hub. Restore a backup.");
    }
}
