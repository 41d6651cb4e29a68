using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Exchange.Consent.Records;
using Exchange.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Storage.Stores;

/// <summary>
/// What consents reach, by number: some tens of documents that millions of consents share. Written once and never removed. Thread-safe.
/// </summary>
internal sealed class ConsentReaches(IDbContextFactory<ExchangeContext> contexts)
{
    private readonly Lock _reading = new();
    private volatile Dictionary<long, ConsentReach> _read = [];

    /// <summary>The row of a reach. Its number is the same in every store.</summary>
    public static ConsentReachRow RowOf(ConsentReach reach)
    {
        var document = ConsentDocuments.Write(reach);
        return new ConsentReachRow
        {
            Number = BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(document))),
            Document = document,
        };
    }

    /// <summary>Sees to it that the reach is stored, in a transaction of its own: several may store it at once.</summary>
    public async Task KeepAsync(ConsentReachRow reach, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await IsKeptAsync(context, reach, cancellationToken))
        {
            return;
        }

        context.ConsentReaches.Add(reach);
        try
        {
            await context.SaveOrConflictAsync($"reach {reach.Number}", cancellationToken);
        }
        catch (StorageConflictException)
        {
            context.ChangeTracker.Clear();
            if (!await IsKeptAsync(context, reach, cancellationToken))
            {
                throw;
            }
        }
    }

    /// <summary>Whether the reach is stored, as far as <paramref name="context"/> sees.</summary>
    /// <exception cref="StorageException">Another one has its number.</exception>
    public static async Task<bool> IsKeptAsync(ExchangeContext context, ConsentReachRow reach, CancellationToken cancellationToken)
    {
        var known = await context.ConsentReaches.AsNoTracking()
            .Where(r => r.Number == reach.Number).Select(r => r.Document).SingleOrDefaultAsync(cancellationToken);

        // INVARIANT: a number never names two reaches; a consent would open what another one's words say.
        return known is null || known == reach.Document
            ? known is not null
            : throw new StorageException($"The store has another reach of consents under number {reach.Number}; it was changed outside the hub.");
    }

    /// <summary>The reach of a number, read when it is first asked for; null where the store has none.</summary>
    /// <exception cref="StorageException">A reach in the store cannot be read.</exception>
    public ConsentReach? Find(long number)
    {
        if (_read.TryGetValue(number, out var known))
        {
            return known;
        }

        lock (_reading)
        {
            if (!_read.ContainsKey(number))
            {
                _read = Read();
            }
        }

        return _read.GetValueOrDefault(number);
    }

    private Dictionary<long, ConsentReach> Read()
    {
        using var context = contexts.CreateDbContext();
        return context.ConsentReaches.AsNoTracking().ToDictionary(row => row.Number, ConsentRows.ReadReach);
    }
}
