using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Exchange.Audit.Records;
using Exchange.Storage.Model;
using Exchange.Storage.Replicas;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Storage.Stores;

/// <summary>The documents that are registered for clients. A document never changes: only come and go. Thread-safe: each call is one unit of work.</summary>
public sealed class TrustedDocumentStore
{
    private readonly IDbContextFactory<ExchangeContext> _contexts;
    private readonly ChangeFeed _feed;

    internal TrustedDocumentStore(IDbContextFactory<ExchangeContext> contexts, ChangeFeed feed) => (_contexts, _feed) = (contexts, feed);

    /// <summary>All documents of all clients.</summary>
    public async Task<IReadOnlyList<RegisteredDocument>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.TrustedDocuments.AsNoTracking().ToListAsync(cancellationToken);
        return [.. rows.Select(ToDocument)];
    }

    /// <summary>A client's documents by id.</summary>
    public async Task<IReadOnlyList<RegisteredDocument>> ListAsync(string clientId, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.TrustedDocuments.AsNoTracking().Where(d => d.ClientId == clientId).ToListAsync(cancellationToken);
        return [.. rows.Select(ToDocument).OrderBy(d => d.DocumentId, StringComparer.Ordinal)];
    }

    /// <summary>The client's document of that id, or null.</summary>
    public async Task<RegisteredDocument?> FindAsync(string clientId, string documentId, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.TrustedDocuments.AsNoTracking()
            .SingleOrDefaultAsync(d => d.ClientId == clientId && d.DocumentId == documentId, cancellationToken);
        return row is null ? null : ToDocument(row);
    }

    /// <summary>Registers documents of one client, all of them or none.</summary>
    /// <exception cref="StorageConflictException">One of the ids is taken.</exception>
    public async Task AddAsync(string clientId, IReadOnlyList<RegisteredDocument> documents, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(documents);
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        context.TrustedDocuments.AddRange(documents.Select(document => ToRow(clientId, document)));
        await _feed.SaveAsync(context, ChangeKind.Client, clientId, cancellationToken);
    }

    /// <summary>
    /// Removes a document, and keeps <paramref name="entry"/>, the record of it, until it is struck off at <see cref="OwedRecordStore"/>.
    /// </summary>
    /// <returns>What the log is owed; null where there is no document of that id.</returns>
    /// <exception cref="StorageConflictException">Somebody else removed it at the same moment.</exception>
    public async Task<OwedRecord?> RemoveAsync(string clientId, string documentId, AuditEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        if (await context.TrustedDocuments.SingleOrDefaultAsync(
            d => d.ClientId == clientId && d.DocumentId == documentId, cancellationToken) is not { } row)
        {
            return null;
        }

        var owed = new OwedRecord(OwedKind.Document, NameOf(row), Version: 1, entry);
        context.TrustedDocuments.Remove(row);
        context.OwedRecords.Add(OwedRows.NewRow(owed, entry.Time));
        await _feed.SaveAsync(context, ChangeKind.Client, clientId, cancellationToken);
        return owed;
    }

    // WHY with its time: the same document may be registered and removed again while the record of its first removal is still owed.
    private static string NameOf(TrustedDocumentRow row) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{row.ClientId} {row.DocumentId} {row.RegisteredAt.UtcTicks}"))));

    private static TrustedDocumentRow ToRow(string clientId, RegisteredDocument document) => new()
    {
        ClientId = clientId,
        DocumentId = document.DocumentId,
        Text = document.Text,
        RegisteredBy = document.RegisteredBy,
        RegisteredAt = document.RegisteredAt,
    };

    private static RegisteredDocument ToDocument(TrustedDocumentRow row) =>
        new(row.ClientId, row.DocumentId, row.Text, row.RegisteredBy, row.RegisteredAt);
}
