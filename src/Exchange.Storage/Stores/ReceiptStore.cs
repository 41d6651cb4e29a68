using Exchange.Consent.Records;
using Exchange.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Storage.Stores;

/// <summary>Signed receipts of consents; written once for each version. Thread-safe: each call is one unit of work.</summary>
public sealed class ReceiptStore
{
    private readonly IDbContextFactory<ExchangeContext> _contexts;

    internal ReceiptStore(IDbContextFactory<ExchangeContext> contexts) => _contexts = contexts;

    /// <summary>The receipt of a consent in a version, or null.</summary>
    /// <param name="consent">The consent.</param>
    /// <param name="version">How many events it had.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public async Task<string?> FindAsync(ConsentId consent, int version, CancellationToken cancellationToken)
    {
        var id = consent.ToString();
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        return await context.ConsentReceipts.AsNoTracking().Where(r => r.ConsentId == id && r.Version == version).Select(r => r.Signed)
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Keeps a receipt; of several who issue one at once the first counts, and all get it.</summary>
    public async Task<string> AddAsync(ConsentId consent, int version, string signed, DateTimeOffset issuedAt, CancellationToken cancellationToken)
    {
        try
        {
            await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
            context.ConsentReceipts.Add(new ConsentReceiptRow
            {
                ConsentId = consent.ToString(), Version = version, Signed = signed, IssuedAt = issuedAt,
            });
            await context.SaveOrConflictAsync("the receipt", cancellationToken);
            return signed;
        }
        catch (StorageConflictException)
        {
            return await FindAsync(consent, version, cancellationToken) ?? throw new StorageException("The consent of this receipt is gone.");
        }
    }
}
