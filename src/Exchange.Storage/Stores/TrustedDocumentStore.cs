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

    /// <summary>Removes a document.</summary>
    /// <returns>False where there is none of that id.</returns>
    /// <exception cref="StorageConflictException">Somebody else removed it at the same moment.</exception>
    public async Task<bool> RemoveAsync(string clientId, string documentId, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        if (await context.TrustedDocuments.SingleOrDefaultAsync(
            d => d.ClientId == clientId && d.DocumentId == documentId, cancellationToken) is not { } row)
        {
            return false;
        }

        context.TrustedDocuments.Remove(row);
        await _feed.SaveAsync(context, ChangeKind.Client, clientId, cancellationToken);
        return true;
    }

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
