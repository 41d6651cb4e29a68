using Exchange.Audit.Records;
using Exchange.Audit.Writing;
using Exchange.Policy.Documents;
using Exchange.Storage;
using Exchange.Storage.Stores;

namespace Exchange.Host.Composition;

/// <summary>
/// Ties the policies that are in force to a numbered, immutable version in the store: the folder as it is at the start, kept whole. A folder that
/// differs from the last version becomes the next one, on record: a hub that ends before that owes the record.
/// </summary>
internal static class PolicyPublication
{
    private const string Publisher = "exchange start";

    // WHY: each hub that starts at the same moment can come between once.
    private const int Attempts = 8;

    public static async Task<string> EnsureAsync(
        PolicyVersionStore store, OwedRecordStore owed, IAccessLog log, string folder, TimeProvider time, CancellationToken cancellation)
    {
        var document = PolicyText.Join(PolicyFolder.ReadAll(folder));
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await EnsureAsync(store, owed, log, document, await store.FindLatestAsync(cancellation), time, cancellation);
            }
            catch (StorageConflictException) when (attempt < Attempts)
            {
                // Another hub published at the same moment, most likely the same document.
            }
        }
    }

    private static async Task<string> EnsureAsync(
        PolicyVersionStore store,
        OwedRecordStore owed,
        IAccessLog log,
        string document,
        PolicyVersion? latest,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (latest?.Document == document)
        {
            return $"{latest.Number}";
        }

        var published = await store.PublishAsync(
            latest?.Number ?? 0, document, Publisher, time.GetUtcNow(), version => RecordOf(version, latest), cancellation);
        await log.AppendAsync(RecordOf(published, latest), cancellation);
        await owed.StrikeAsync(OwedKind.Policies, $"{published.Number}", published.Number, cancellation);
        return $"{published.Number}";
    }

    private static PolicyPublished RecordOf(PolicyVersion published, PolicyVersion? latest) => new()
    {
        Time = published.PublishedAt,
        PolicyVersion = $"{published.Number}",
        PreviousVersion = latest is null ? null : $"{latest.Number}",
        ContentHash = published.Hash,
        PublishedBy = Publisher,
    };
}
