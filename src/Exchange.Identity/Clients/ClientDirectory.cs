using System.Collections.Concurrent;
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
    private const int Attempts = 5;

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
    /// Suspends a client or lets it in again. When this returns, every later request is judged by it; a suspension is then known to every
    /// hub on the store that may answer gated cells.
    /// </summary>
    /// <returns>False where there is no such client.</returns>
    /// <exception cref="StorageConflictException">Others kept changing the client at the same time.</exception>
    /// <exception cref="ReplicasUnsettledException">It is suspended in the store, but not every hub is known to know it.</exception>
    public async Task<bool> SetEnabledAsync(string clientId, bool enabled, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await _store.FindAsync(clientId, cancellationToken) is not { } client)
            {
                return false;
            }

            try
            {
                await _store.UpdateAsync(client with { Enabled = enabled }, cancellationToken);
                if (!enabled)
                {
                    await _replicas.SettledAsync(cancellationToken);
                }

                return true;
            }
            catch (StorageConflictException) when (attempt < Attempts)
            {
                // Somebody else changed the client in between: decide on its new state.
            }
        }
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
