using Exchange.Storage;
using Exchange.Storage.Stores;

namespace Exchange.Identity.Clients;

/// <summary>A client that ought to be registered.</summary>
/// <param name="ClientId">Its id.</param>
/// <param name="Department">The code of its department.</param>
/// <param name="Roles">Role codes.</param>
/// <param name="Purposes">Purpose codes.</param>
/// <param name="Region">Its jurisdiction; null for none.</param>
/// <param name="Officer">The officer behind it; null for none.</param>
/// <param name="Introspection">What it may see of the graph's shape; null for the hub's setting.</param>
public sealed record ClientDefinition(
    string ClientId,
    string Department,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Purposes,
    string? Region,
    string? Officer,
    IntrospectionMode? Introspection = null)
{
    /// <summary>The secret to register it with: at least 256 bits of somebody's randomness; null for one made here.</summary>
    public string? Secret { get; init; }
}

/// <summary>A client that is registered now.</summary>
/// <param name="ClientId">Its id.</param>
/// <param name="Secret">Its secret, base64url, where it was registered just now; null where it was there already.</param>
public sealed record ProvisionedClient(string ClientId, string? Secret);

/// <summary>Registers clients that are missing. One that is there is left as it is. Thread-safe.</summary>
public sealed class ClientProvisioner
{
    private readonly ClientStore _store;
    private readonly TimeProvider _time;

    internal ClientProvisioner(ClientStore store, TimeProvider time)
    {
        _store = store;
        _time = time;
    }

    /// <summary>Makes sure that each client is registered; the answer has them in the same order.</summary>
    public async Task<IReadOnlyList<ProvisionedClient>> EnsureAsync(
        IEnumerable<ClientDefinition> definitions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        var provisioned = new List<ProvisionedClient>();
        foreach (var definition in definitions)
        {
            var known = await _store.FindAsync(definition.ClientId, cancellationToken);
            provisioned.Add(new ProvisionedClient(
                definition.ClientId, known is null ? await RegisterAsync(definition, cancellationToken) : null));
        }

        return provisioned;
    }

    /// <summary>Whether a registered client has that secret.</summary>
    public async Task<bool> HasSecretAsync(string clientId, string secret, CancellationToken cancellationToken) =>
        ClientSecret.Matches((await _store.FindAsync(clientId, cancellationToken))?.SecretHash, secret);

    private async Task<string?> RegisterAsync(ClientDefinition definition, CancellationToken cancellationToken)
    {
        var secret = definition.Secret ?? ClientSecret.Create();
        var client = new ClientRegistration
        {
            ClientId = definition.ClientId,
            SecretHash = ClientSecret.Hash(secret),
            Department = definition.Department,
            Roles = definition.Roles,
            Purposes = definition.Purposes,
            Region = definition.Region,
            Officer = definition.Officer,
            Introspection = definition.Introspection,
            CreatedAt = _time.GetUtcNow(),
        };
        try
        {
            await _store.AddAsync(client, cancellationToken);
            return secret;
        }
        catch (StorageConflictException)
        {
            // Another hub registered it at the same moment.
            return null;
        }
    }
}
