using System.Text;
using Exchange.Audit.Records;
using Exchange.Audit.Writing;
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
        var document = Read(folder);
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

    private static string Read(string folder)
    {
        var text = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            text.Append("# file: ").Append(Path.GetRelativePath(folder, file).Replace('\\', '/')).Append('\n');
            text.Append(File.ReadAllText(file).ReplaceLineEndings("\n"));
        }

        return text.ToString();
    }
}
