using System.Globalization;
using Exchange.Audit.Records;
using Exchange.Storage;
using Exchange.Storage.Stores;

namespace Exchange.Host.Composition;

/// <summary>The published policies that the access log has and a restored store lacks, until others stand in their stead. Thread-safe.</summary>
internal sealed class LackingPolicies(PolicyVersionStore versions, PolicyDraftStore drafts)
{
    private const int MostVersions = 200;

    private volatile Lacking? _lacking;

    /// <summary>What of them was published last; null where none is lacking.</summary>
    public PolicyPublished? Last => _lacking?.Last;

    /// <summary>When that was.</summary>
    public DateTimeOffset? Since => _lacking?.Since;

    /// <summary>Compares what the log has with the store. WHY each and by its number: owed records come late, so the order of the log tells nothing.</summary>
    public async Task CompareAsync(IEnumerable<PolicyPublished> published, CancellationToken cancellation)
    {
        var lacking = new List<PolicyPublished>();
        foreach (var version in published)
        {
            var number = Number(version);
            var isThere = number <= int.MaxValue && (await versions.FindAsync((int)number, cancellation))?.Hash == version.ContentHash;
            if (!isThere)
            {
                lacking.Add(version);
            }
        }

        _lacking = lacking.Count == 0 ? null : new Lacking(lacking.MaxBy(Number)!, lacking.Max(version => version.Time));
        await SettleAsync(cancellation);
    }

    /// <summary>Looks whether the policies that were missing are in force again, or others in their stead.</summary>
    public async Task SettleAsync(CancellationToken cancellation)
    {
        if (_lacking is not { } lacking)
        {
            return;
        }

        // WHY not any that is newer: one person alone can publish what only closes, and twice that opens what the missing ones had closed.
        var isFirst = true;
        foreach (var version in await versions.ListAsync(MostVersions, cancellation))
        {
            if ((isFirst && version.Hash == lacking.Last.ContentHash)
                || (version.PublishedAt > lacking.Since && await StandsInAsync(version, lacking, cancellation)))
            {
                _lacking = null;
                return;
            }

            isFirst = false;
        }
    }

    private async Task<bool> StandsInAsync(PolicyVersionHeading version, Lacking lacking, CancellationToken cancellation) =>
        version.Hash == lacking.Last.ContentHash
        || (await drafts.FindPublishedAsync(version.Number, cancellation))?.ApprovedAt > lacking.Since;

    private static long Number(PolicyPublished published) =>
        long.TryParse(published.PolicyVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue;

    private sealed record Lacking(PolicyPublished Last, DateTimeOffset Since);
}
