using Exchange.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Storage.Stores;

/// <summary>The justifications of declared emergencies, by access id. Thread-safe: each call is one unit of work.</summary>
public sealed class JustificationStore
{
    private readonly IDbContextFactory<ExchangeContext> _contexts;

    internal JustificationStore(IDbContextFactory<ExchangeContext> contexts) => _contexts = contexts;

    /// <summary>Seals and keeps a text; it is durable when this returns.</summary>
    /// <param name="accessId">The access record that it belongs to.</param>
    /// <param name="text">The text; it stands nowhere in clear.</param>
    /// <param name="at">The request's time.</param>
    /// <param name="seal">Seals it, bound to the access id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="StorageConflictException">There is one of this access id already.</exception>
    public async Task KeepAsync(string accessId, string text, DateTimeOffset at, TextSeal seal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(seal);
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        context.Justifications.Add(new JustificationRow { AccessId = accessId, Sealed = seal.Seal(text, accessId), KeptAt = at });
        await context.SaveOrConflictAsync($"justification of {accessId}", cancellationToken);
    }

    /// <summary>The text of that access id, or null where there is none or it was erased.</summary>
    /// <exception cref="StorageException">It does not open under this seal.</exception>
    public async Task<string?> FindAsync(string accessId, TextSeal seal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(seal);
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var sealedText = await context.Justifications.AsNoTracking().Where(row => row.AccessId == accessId).Select(row => row.Sealed)
            .SingleOrDefaultAsync(cancellationToken);
        return sealedText is null ? null : seal.Open(sealedText, accessId);
    }

    /// <summary>Erases the text of that access id; the access record stays. Whether there was one.</summary>
    public async Task<bool> EraseAsync(string accessId, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        return await context.Justifications.Where(row => row.AccessId == accessId).ExecuteDeleteAsync(cancellationToken) > 0;
    }
}
