using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text;
using Exchange.Storage;
using Exchange.Storage.Stores;

namespace Exchange.Identity.Clients.Documents;

/// <summary>
/// The registered documents in memory, as the store has them: asked at every request that names one. Follows every change of the store
/// before that change is acknowledged. Thread-safe.
/// </summary>
public sealed class TrustedDocumentDirectory : IDisposable
{
    private readonly TrustedDocumentStore _store;
    private readonly SemaphoreSlim _reading = new(1);
    private readonly ConcurrentDictionary<string, FrozenDictionary<string, byte[]>> _clients = new(StringComparer.Ordinal);

    internal TrustedDocumentDirectory(TrustedDocumentStore store) => _store = store;

    /// <summary>The UTF-8 text of a client's document of that id, or null.</summary>
    public byte[]? Find(string clientId, string documentId) =>
        _clients.TryGetValue(clientId, out var documents) ? documents.GetValueOrDefault(documentId) : null;

    /// <summary>Reads one client's documents as the store has them now.</summary>
    public async Task RefreshAsync(string clientId, CancellationToken cancellationToken)
    {
        // INVARIANT: read and taken by one at a time, so that an older reading never follows a newer one.
        await _reading.WaitAsync(cancellationToken);
        try
        {
            Take(clientId, await _store.ListAsync(clientId, cancellationToken));
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Reads all documents from the store: at the start, and where changes may have been missed.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            var all = (await _store.ListAsync(cancellationToken)).ToLookup(document => document.ClientId, StringComparer.Ordinal);
            foreach (var clientId in _clients.Keys.Union(all.Select(client => client.Key), StringComparer.Ordinal).ToList())
            {
                Take(clientId, all[clientId]);
            }
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    private void Take(string clientId, IEnumerable<RegisteredDocument> documents)
    {
        var texts = documents.ToFrozenDictionary(
            document => document.DocumentId, document => Encoding.UTF8.GetBytes(document.Text), StringComparer.Ordinal);
        if (texts.Count > 0)
        {
            _clients[clientId] = texts;
        }
        else
        {
            _clients.TryRemove(clientId, out _);
        }
    }
}
