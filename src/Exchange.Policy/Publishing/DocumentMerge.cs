namespace Exchange.Policy.Publishing;

/// <summary>What putting a draft on another version gave.</summary>
/// <param name="Documents">The documents of the draft on that version; null where there are conflicts.</param>
/// <param name="Conflicts">The files that both changed, each in its own way, and that nobody has resolved.</param>
public sealed record MergedDocuments(IReadOnlyDictionary<string, string>? Documents, IReadOnlyList<string> Conflicts);

/// <summary>Puts what a draft changes of the version it was begun on upon the version in force, document by document.</summary>
public static class DocumentMerge
{
    /// <summary>
    /// A document that one side left alone is taken from the other; what both changed in the same way is taken; what both changed differently is a
    /// conflict, unless <paramref name="resolved"/> holds its text (null to remove it).
    /// </summary>
    public static MergedDocuments Merge(
        IReadOnlyDictionary<string, string> begunOn,
        IReadOnlyDictionary<string, string> inForce,
        IReadOnlyDictionary<string, string> draft,
        IReadOnlyDictionary<string, string?> resolved)
    {
        var merged = new Dictionary<string, string>(StringComparer.Ordinal);
        var conflicts = new List<string>();
        foreach (var path in begunOn.Keys.Union(inForce.Keys).Union(draft.Keys).Union(resolved.Keys).Order(StringComparer.Ordinal))
        {
            var (before, theirs, ours) = (begunOn.GetValueOrDefault(path), inForce.GetValueOrDefault(path), draft.GetValueOrDefault(path));
            if (!resolved.TryGetValue(path, out var text))
            {
                text = ours == before ? theirs : ours;
                if (theirs != before && ours != before && theirs != ours)
                {
                    conflicts.Add(path);
                }
            }

            if (text is not null)
            {
                merged.Add(path, text);
            }
        }

        return conflicts.Count == 0 ? new MergedDocuments(merged, []) : new MergedDocuments(null, conflicts);
    }
}
