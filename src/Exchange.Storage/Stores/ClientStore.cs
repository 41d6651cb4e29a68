using Exchange.Audit.Records;
using Exchange.Storage.Model;
using Exchange.Storage.Replicas;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Storage.Stores;

/// <summary>The registered clients. Thread-safe: each call is one unit of work.</summary>
public sealed class ClientStore
{
    private readonly IDbContextFactory<ExchangeContext> _contexts;
    private readonly ChangeFeed _feed;

    internal ClientStore(IDbContextFactory<ExchangeContext> contexts, ChangeFeed feed) => (_contexts, _feed) = (contexts, feed);

    /// <summary>
    /// Raised after a change is durable, with the new state, before the changing call returns:
    /// whoever caches clients learns of a suspension before it is acknowledged.
    /// </summary>
    public event Action<ClientRegistration>? Changed;

    /// <summary>All clients by id.</summary>
    public async Task<IReadOnlyList<ClientRegistration>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Clients.AsNoTracking().OrderBy(c => c.ClientId).ToListAsync(cancellationToken);
        return [.. rows.Select(ToRegistration)];
    }

    /// <summary>The client of that id, or null.</summary>
    public async Task<ClientRegistration?> FindAsync(string clientId, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Clients.AsNoTracking().SingleOrDefaultAsync(c => c.ClientId == clientId, cancellationToken);
        return row is null ? null : ToRegistration(row);
    }

    /// <summary>Registers a client.</summary>
    /// <exception cref="StorageConflictException">The id is taken.</exception>
    public async Task AddAsync(ClientRegistration client, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var added = client with { Version = 1 };
        context.Clients.Add(ToRow(added));
        await _feed.SaveAsync(context, ChangeKind.Client, client.ClientId, cancellationToken);
        Changed?.Invoke(added);
    }

    /// <summary>Replaces a client's state; <see cref="ClientRegistration.Version"/> must be the one that was read.</summary>
    /// <returns>The stored state with its new version.</returns>
    /// <exception cref="StorageConflictException">Somebody else changed it since, or it is gone.</exception>
    public Task<ClientRegistration> UpdateAsync(ClientRegistration client, CancellationToken cancellationToken) =>
        UpdateAsync(client, owed: null, cancellationToken);

    /// <summary>Replaces a client's state; <see cref="ClientRegistration.Version"/> must be the one that was read.</summary>
    /// <param name="client">The new state, with the version that was read.</param>
    /// <param name="owed">
    /// The record that the access log is owed for it, kept with the change until it is struck off at <see cref="OwedRecordStore"/>; null where
    /// the log has it already.
    /// </param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The stored state with its new version.</returns>
    /// <exception cref="StorageConflictException">Somebody else changed it since, or it is gone.</exception>
    public async Task<ClientRegistration> UpdateAsync(ClientRegistration client, AuditEntry? owed, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var next = client with { Version = client.Version + 1 };
        var entry = context.Clients.Update(ToRow(next));
        entry.Property(c => c.Version).OriginalValue = client.Version;
        if (owed is not null)
        {
            context.OwedRecords.Add(OwedRows.NewRow(new OwedRecord(OwedKind.Client, next.ClientId, next.Version, owed), owed.Time));
        }

        await _feed.SaveAsync(context, ChangeKind.Client, client.ClientId, cancellationToken);
        Changed?.Invoke(next);
        return next;
    }

    private static ClientRow ToRow(ClientRegistration client) => new()
    {
        ClientId = client.ClientId,
        SecretHash = client.SecretHash,
        Department = client.Department,
        Roles = string.Join(' ', client.Roles),
        Purposes = string.Join(' ', client.Purposes),
        Region = client.Region,
        Officer = client.Officer,
        Enabled = client.Enabled,
        Introspection = client.Introspection,
        TrustedDocuments = client.TrustedDocuments,
        WithheldErrors = client.WithheldErrors,
        CreatedAt = client.CreatedAt,
        Version = client.Version,
    };

    private static ClientRegistration ToRegistration(ClientRow row) => new()
    {
        ClientId = row.ClientId,
        SecretHash = row.SecretHash,
        Department = row.Department,
        Roles = row.Roles.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        Purposes = row.Purposes.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        Region = row.Region,
        Officer = row.Officer,
        Enabled = row.Enabled,
        Introspection = row.Introspection,
        TrustedDocuments = row.TrustedDocuments,
        WithheldErrors = row.WithheldErrors,
        CreatedAt = row.CreatedAt,
        Version = row.Version,
    };
}
