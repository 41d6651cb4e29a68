using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;
using Exchange.Audit.Records;
using Exchange.Storage.Model;
using Exchange.Storage.Replicas;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Storage.Stores;

/// <summary>The published policy versions; append-only. Thread-safe: each call is one unit of work.</summary>
public sealed class PolicyVersionStore
{
    private static readonly Expression<Func<PolicyVersionRow, PolicyVersion>> ToVersion =
        row => new PolicyVersion(row.Number, row.Document, row.Hash, row.PublishedAt, row.PublishedBy);

    private readonly IDbContextFactory<ExchangeContext> _contexts;
    private readonly ChangeFeed _feed;

    internal PolicyVersionStore(IDbContextFactory<ExchangeContext> contexts, ChangeFeed feed) => (_contexts, _feed) = (contexts, feed);

    /// <summary>The version in force, or null before the first.</summary>
    public async Task<PolicyVersion?> FindLatestAsync(CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        return await context.PolicyVersions.AsNoTracking().OrderByDescending(v => v.Number).Select(ToVersion)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The version of that number, or null.</summary>
    public async Task<PolicyVersion?> FindAsync(int number, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        return await context.PolicyVersions.AsNoTracking().Where(v => v.Number == number).Select(ToVersion)
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>The last versions without their texts, newest first.</summary>
    public async Task<IReadOnlyList<PolicyVersionHeading>> ListAsync(int most, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        return await context.PolicyVersions.AsNoTracking().OrderByDescending(v => v.Number).Take(most)
            .Select(v => new PolicyVersionHeading(v.Number, v.Hash, v.PublishedAt, v.PublishedBy))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Publishes <paramref name="document"/> as the version after <paramref name="previous"/> (0 for the first).</summary>
    /// <exception cref="StorageConflictException">Another version was published in between.</exception>
    public Task<PolicyVersion> PublishAsync(
        int previous, string document, string publishedBy, DateTimeOffset publishedAt, CancellationToken cancellationToken) =>
        PublishAsync(previous, document, publishedBy, publishedAt, owed: null, cancellationToken);

    /// <summary>
    /// The same, and keeps what <paramref name="owed"/> makes of the version, its record, until it is struck off at <see cref="OwedRecordStore"/>
    /// (by the version's number, as subject and as version).
    /// </summary>
    /// <exception cref="StorageConflictException">Another version was published in between.</exception>
    public async Task<PolicyVersion> PublishAsync(
        int previous,
        string document,
        string publishedBy,
        DateTimeOffset publishedAt,
        Func<PolicyVersion, AuditEntry>? owed,
        CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var version = await AddAsync(context, previous, document, publishedBy, publishedAt, owed, cancellationToken);
        await _feed.SaveAsync(context, ChangeKind.Policies, $"{version.Number}", cancellationToken);
        return version;
    }

    /// <summary>Adds the version to what <paramref name="context"/> will save; nothing is saved yet.</summary>
    internal static async Task<PolicyVersion> AddAsync(
        ExchangeContext context,
        int previous,
        string document,
        string publishedBy,
        DateTimeOffset publishedAt,
        Func<PolicyVersion, AuditEntry>? owed,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(previous);
        var latest = await context.PolicyVersions.MaxAsync(v => (int?)v.Number, cancellationToken) ?? 0;
        if (latest != previous)
        {
            throw new StorageConflictException($"policy version {latest} was published since version {previous} was read.");
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));
        var version = new PolicyVersion(previous + 1, document, hash, publishedAt, publishedBy);
        context.PolicyVersions.Add(new PolicyVersionRow
        {
            Number = version.Number, Document = document, Hash = hash, PublishedAt = publishedAt, PublishedBy = publishedBy,
        });
        if (owed is not null)
        {
            var record = new OwedRecord(OwedKind.Policies, $"{version.Number}", version.Number, owed(version));
            context.OwedRecords.Add(OwedRows.NewRow(record, publishedAt));
        }

        return version;
    }
}
