using Exchange.Audit.Records;
using Exchange.Audit.Writing;
using Exchange.Policy.Documents;
using Exchange.Storage.Stores;

namespace Exchange.Host.Composition;

/// <summary>
/// Ties the policies that are in force to a numbered, immutable version in the store: the folder as it is at the start, kept whole. A folder that
/// differs from the last version becomes the next one, on record.
/// </summary>
internal static class PolicyPublication
{
    private const string Publisher = "exchange start";

    public static async Task<string> EnsureAsync(
        PolicyVersionStore store, IAccessLog log, string folder, TimeProvider time, CancellationToken cancellation)
    {
        var document = PolicyText.Join(PolicyFolder.ReadAll(folder));
        var latest = await store.FindLatestAsync(cancellation);
        if (latest?.Document == document)
        {
            return $"{latest.Number}";
        }

        var published = await store.PublishAsync(latest?.Number ?? 0, document, Publisher, time.GetUtcNow(), cancellation);
        await log.AppendAsync(
            new PolicyPublished
            {
                Time = published.PublishedAt,
                PolicyVersion = $"{published.Number}",
                PreviousVersion = latest is null ? null : $"{latest.Number}",
                ContentHash = published.Hash,
                PublishedBy = Publisher,
            },
            cancellation);
        return $"{published.Number}";
    }
}
