using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>Whether literals say the same; variables are the same by name, fields of input objects in any order.</summary>
internal static class LiteralEquality
{
    /// <summary>Calls inside calls, two for each object; what takes more counts as different. Parsers stop at less than half of it.</summary>
    private const int MaxNesting = 500;

    /// <summary>Up to so many arguments are looked for one by one: a table for each comparison would cost more than it spares.</summary>
    private const int FewArguments = 8;

    /// <summary>
    /// Whether both fields are given identical arguments, in any order; <paramref name="byQuotes"/> tells strings apart by their quotes.
    /// </summary>
    public static bool HaveSameArguments(FieldNode left, FieldNode right, bool byQuotes = false) =>
        AreSame(left.Arguments, right.Arguments, byQuotes, MaxNesting);

    private static bool AreSame(IReadOnlyList<ArgumentNode> left, IReadOnlyList<ArgumentNode> right, bool byQuotes, int nestingLeft)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        if (left.Count <= FewArguments)
        {
            return HaveSameFew(left, right, byQuotes, nestingLeft);
        }

        var byName = new Dictionary<string, ValueNode>(StringComparer.Ordinal);
        foreach (var argument in right)
        {
            byName[argument.Name] = argument.Value;
        }

        return left.All(argument =>
            byName.TryGetValue(argument.Name, out var other) && AreSame(argument.Value, other, byQuotes, nestingLeft - 1));
    }

    private static bool HaveSameFew(IReadOnlyList<ArgumentNode> left, IReadOnlyList<ArgumentNode> right, bool byQuotes, int nestingLeft)
    {
        foreach (var argument in left.AsSpan())
        {
            ValueNode? other = null;
            foreach (var candidate in right.AsSpan())
            {
                other = candidate.Name == argument.Name ? candidate.Value : other;
            }

            if (other is null || !AreSame(argument.Value, other, byQuotes, nestingLeft - 1))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreSame(ValueNode left, ValueNode right, bool byQuotes, int nestingLeft) => (left, right) switch
    {
        _ when nestingLeft <= 0 => false,
        (VariableNode a, VariableNode b) => a.Name == b.Name,
        (IntNode a, IntNode b) => a.Text == b.Text,
        (FloatNode a, FloatNode b) => a.Text == b.Text,
        (StringNode a, StringNode b) => a.Value == b.Value && (!byQuotes || a.IsBlock == b.IsBlock),
        (BooleanNode a, BooleanNode b) => a.Value == b.Value,
        (EnumNode a, EnumNode b) => a.Name == b.Name,
        (NullNode, NullNode) => true,
        (ListNode a, ListNode b) => a.Items.Count == b.Items.Count
            && a.Items.Zip(b.Items).All(pair => AreSame(pair.First, pair.Second, byQuotes, nestingLeft - 1)),
        (ObjectNode a, ObjectNode b) => AreSame(a.Fields, b.Fields, byQuotes, nestingLeft - 1),
        _ => false,
    };
}
