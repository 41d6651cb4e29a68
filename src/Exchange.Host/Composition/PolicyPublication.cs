using Exchange.Audit.Records;
using Exchange.Audit.Writing;
using Exchange.Policy.Documents;
using Exchange.Policy.Publishing;
using Exchange.Storage;
using Exchange.Storage.Stores;

namespace Exchange.Host.Composition;

/// <summary>
/// Ties the policies that are in force to a numbered, immutable version in the store. The folder is where a city begins: the first start makes it
/// version 1, on record. After that it is compared and never published by itself.
/// </summary>
internal static class PolicyPublication
{
    private const string Publisher = "exchange start";
    private const int MostNamed = 5;

    /// <summary>Publishes the folder where there is no version yet; else says how it differs from the published one.</summary>
    /// <returns>What an operator should know of the difference, in one line; null where there is none.</returns>
    public static async Task<string?> EnsureAsync(
        PolicyVersionStore store, OwedRecordStore owed, IAccessLog log, string folder, TimeProvider time, CancellationToken cancellation)
    {
        var documents = PolicyFolder.ReadAll(folder);
        if (await store.FindLatestAsync(cancellation) is null && await TryBeginAsync(store, owed, log, documents, time, cancellation))
        {
            return null;
        }

        return await store.FindLatestAsync(cancellation) is { } published ? Difference(published, documents) : null;
    }

    private static async Task<bool> TryBeginAsync(
        PolicyVersionStore store,
        OwedRecordStore owed,
        IAccessLog log,
        IReadOnlyDictionary<string, string> documents,
        TimeProvider time,
        CancellationToken cancellation)
    {
        try
        {
            var first = await store.PublishAsync(0, PolicyText.Join(documents), Publisher, time.GetUtcNow(), RecordOf, cancellation);
            await log.AppendAsync(RecordOf(first), cancellation);
            await owed.StrikeAsync(OwedKind.Policies, $"{first.Number}", first.Number, cancellation);
            return true;
        }
        catch (StorageConflictException)
        {
            // Another hub began the city at the same moment.
            return false;
        }
    }

    private static string? Difference(PolicyVersion published, IReadOnlyDictionary<string, string> documents)
    {
        // WHY joined and split: so both are texts with the same ends of lines.
        var differing = DocumentChanges.Paths(PolicyText.Split(published.Document), PolicyText.Split(PolicyText.Join(documents)));
        var named = string.Join(", ", differing.Take(MostNamed)) + (differing.Count > MostNamed ? ", …" : "");
        return differing.Count == 0
            ? null
            : $"policies/ differs from the published version {published.Number} in {differing.Count} {(differing.Count == 1 ? "file" : "files")} "
                + $"({named}); version {published.Number} counts: change it under /api/v1/policies/drafts";
    }

    private static PolicyPublished RecordOf(PolicyVersion published) => new()
    {
        Time = published.PublishedAt,
        PolicyVersion = $"{published.Number}",
        ContentHash = published.Hash,
        PublishedBy = Publisher,
    };
}
