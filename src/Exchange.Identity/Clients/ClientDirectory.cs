using System.Collections.Concurrent;
using Exchange.Audit.Records;
using Exchange.Consent.Replicas;
using Exchange.Storage;
using Exchange.Storage.Stores;

namespace Exchange.Identity.Clients;

/// <summary>
/// The registered clients in memory, as the store has them: asked at every token and every request. Follows every change of the store
/// before that change is acknowledged, so a suspended client is out at once. Thread-safe.
/// </summary>
public sealed class ClientDirectory
{
    private readonly ClientStore _store;
    private readonly IReplicas _replicas;
    private readonly ConcurrentDictionary<string, ClientRegistration> _clients = new(StringComparer.Ordinal);

    internal ClientDirectory(ClientStore store, IReplicas replicas)
    {
        _store = store;
        _replicas = replicas;
        store.Changed += Take;
    }

    /// <summary>The client of that id, or null.</summary>
    public ClientRegistration? Find(string clientId) => _clients.GetValueOrDefault(clientId);

    /// <summary>
    /// Replaces a client's state. When this returns, every later request is judged by it, on every hub on the store that may answer gated cells:
    /// what was taken from the client counts nowhere any more.
    /// </summary>
    /// <param name="client">The new state, with the version that was read.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The stored state.</returns>
    /// <exception cref="StorageConflictException">Somebody else changed the client since it was read; nothing was done.</exception>
    /// <exception cref="ReplicasUnsettledException">It is in the store, but not every hub is known to know it.</exception>
    public Task<ClientRegistration> ReplaceAsync(ClientRegistration client, CancellationToken cancellationToken) =>
        ReplaceAsync(client, owed: null, cancellationToken);

    /// <summary>
    /// The same for a change that does not wait for the access log: <paramref name="owed"/>, its record, is kept in the store with it until it
    /// is struck off there.
    /// </summary>
    internal async Task<ClientRegistration> ReplaceAsync(ClientRegistration client, AuditEntry? owed, CancellationToken cancellationToken)
    {
        var stored = await _store.UpdateAsync(client, owed, cancellationToken);
        await _replicas.SettledAsync(cancellationToken);
        return stored;
    }

    /// <summary>Reads one client as the store has it now; for changes that another hub made.</summary>
    public async Task RefreshAsync(string clientId, CancellationToken cancellationToken)
    {
        if (await _store.FindAsync(clientId, cancellationToken) is { } client)
        {
            Take(client);
        }
    }

    /// <summary>Reads all clients from the store: at the start, and where another hub has changed them.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var client in await _store.ListAsync(cancellationToken))
        {
            Take(client);
        }
    }

    // INVARIANT: never from a newer version back to an older one, whatever order changes arrive in.
    private void Take(ClientRegistration client) =>
        _clients.AddOrUpdate(client.ClientId, client, (_, known) => known.Version > client.Version ? known : client);
}
