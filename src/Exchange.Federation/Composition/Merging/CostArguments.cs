using System.Globalization;
using Exchange.Federation.Composition.Subgraphs;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Merging;

/// <summary>Combines <c>@cost</c> and <c>@listSize</c>: of several statements the one that costs the caller more.</summary>
internal static class CostArguments
{
    public static ArgumentNode? Weight(IReadOnlyList<DirectiveUse> uses) => Largest("weight", uses);

    public static IEnumerable<ArgumentNode?> ListSize(IReadOnlyList<DirectiveUse> uses) =>
    [
        Largest("assumedSize", uses),
        Union("slicingArguments", uses),
        Union("sizedFields", uses),
        All("requireOneSlicingArgument", uses),
    ];

    private static ArgumentNode? Largest(string name, IReadOnlyList<DirectiveUse> uses)
    {
        var numbers = uses.Select(use => use.Argument(name)).OfType<IntNode>().Select(node => Number(node.Text)).ToList();
        return numbers.Count == 0
            ? null
            : new ArgumentNode(name, new IntNode(numbers.Max().ToString(CultureInfo.InvariantCulture)));
    }

    private static long Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;

    private static ArgumentNode? Union(string name, IReadOnlyList<DirectiveUse> uses)
    {
        var lists = uses.Select(use => use.Argument(name)).OfType<ListNode>().ToList();
        return lists.Count == 0
            ? null
            : new ArgumentNode(name, new ListNode(
            [
                .. lists.SelectMany(list => list.Items).OfType<StringNode>().Select(text => text.Value).Distinct(StringComparer.Ordinal)
                    .Select(text => new StringNode(text, isBlock: false)),
            ]));
    }

    private static ArgumentNode? All(string name, IReadOnlyList<DirectiveUse> uses)
    {
        var flags = uses.Select(use => use.Argument(name)).OfType<BooleanNode>().ToList();
        return flags.Count == 0 ? null : new ArgumentNode(name, new BooleanNode(flags.TrueForAll(flag => flag.Value)));
    }
}
