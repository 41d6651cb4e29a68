using Exchange.Federation.Composition.Subgraphs;

namespace Exchange.Federation.Composition.Merging;

/// <summary>What the parts of one merge share: the subgraphs in the order of their names, and what is known before the first type.</summary>
/// <param name="Graphs">The subgraphs and their names in the document.</param>
/// <param name="Types">How types relate.</param>
/// <param name="Directives">The directives that are carried over.</param>
/// <param name="Errors">Where mistakes go.</param>
internal sealed record Merge(JoinGraphs Graphs, TypeTable Types, DirectiveMerger Directives, ErrorList Errors)
{
    /// <summary>The subgraphs.</summary>
    public IReadOnlyList<SubgraphSchema> Schemas => Graphs.Schemas;

    /// <summary>A subgraph's name as given.</summary>
    public string NameOf(int subgraph) => Schemas[subgraph].Name;

    /// <summary>The names of subgraphs for a message: <c>"a", "b" and "c"</c>.</summary>
    public string List(IEnumerable<int> subgraphs)
    {
        var names = subgraphs.Select(index => $"\"{NameOf(index)}\"").ToList();
        return names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
    }

    /// <summary>By what differs, the subgraphs that say so: <c>"Int" in "a" and "b", "String" in "c"</c>.</summary>
    public string Differences<T>(IReadOnlyList<T?> sources, Func<T, string> text)
        where T : class =>
        string.Join(", ", sources.Index().Where(entry => entry.Item is not null)
            .GroupBy(entry => text(entry.Item!), StringComparer.Ordinal)
            .Select(group => $"\"{group.Key}\" in {List(group.Select(entry => entry.Index))}"));

    /// <summary>The description that most subgraphs give, the first of those that equally many give.</summary>
    public static string? Description<T>(IEnumerable<T?> sources)
        where T : SubgraphElement =>
        sources.Select(source => source?.Description).Where(text => !string.IsNullOrEmpty(text))
            .GroupBy(text => text, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .FirstOrDefault()?.Key;
}
