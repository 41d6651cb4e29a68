using Exchange.Federation.Composition.Subgraphs;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Merging;

/// <summary>
/// Combines what several subgraphs demand of callers: each says which sets of scopes or policies suffice, and a caller has to satisfy every
/// subgraph.
/// </summary>
internal static class Alternatives
{
    // WHY: the product of the alternatives of n subgraphs grows exponentially; what is beyond the bound is demanded altogether, which is stricter.
    private const int MaxAlternatives = 256;

    /// <summary>The combined argument.</summary>
    public static ArgumentNode Of(string argument, IReadOnlyList<DirectiveUse> uses)
    {
        List<SortedSet<string>>? combined = null;
        foreach (var use in uses)
        {
            var alternatives = Read(use.Argument(argument));
            combined = combined is null ? alternatives : Both(combined, alternatives);
        }

        return new ArgumentNode(argument, new ListNode(
        [
            .. Minimal(combined ?? []).Select(alternative =>
                new ListNode([.. alternative.Select(name => new StringNode(name, isBlock: false))])),
        ]));
    }

    private static List<SortedSet<string>> Read(ValueNode? value) =>
    [
        .. Items(value).Select(alternative =>
            new SortedSet<string>(Items(alternative).OfType<StringNode>().Select(text => text.Value), StringComparer.Ordinal)),
    ];

    private static IReadOnlyList<ValueNode> Items(ValueNode? value) => value is ListNode list ? list.Items : value is null ? [] : [value];

    private static List<SortedSet<string>> Both(List<SortedSet<string>> left, List<SortedSet<string>> right)
    {
        if (left.Count * right.Count > MaxAlternatives)
        {
            return [Union(left.Concat(right))];
        }

        return [.. left.SelectMany(_ => right, (one, other) => Union([one, other]))];
    }

    private static SortedSet<string> Union(IEnumerable<SortedSet<string>> sets) => new(sets.SelectMany(set => set), StringComparer.Ordinal);

    private static IEnumerable<SortedSet<string>> Minimal(List<SortedSet<string>> alternatives) => alternatives.Where(
        (set, index) => !alternatives.Where((other, at) =>
            at != index && other.IsSubsetOf(set) && (other.Count < set.Count || at < index)).Any());
}
