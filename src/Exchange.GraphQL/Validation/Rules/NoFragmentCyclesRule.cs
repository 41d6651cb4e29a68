using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.5.2.2: The graph of fragment spreads must not form any cycles, spreading itself included.
/// </summary>
internal sealed class NoFragmentCyclesRule(ValidationContext context) : ValidationRule(context)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string Name => "NoFragmentCycles";

    /// <inheritdoc/>
    public override Visits Visits => Visits.End;

    /// <inheritdoc/>
    public override void LeaveDocument(Document document)
    {
        foreach (var fragment in document.Definitions.OfType<FragmentDefinition>())
        {
            Search(fragment);
        }
    }

    /// <summary>Depth first without recursion, so that a long chain of fragments cannot exhaust the stack.</summary>
    private void Search(FragmentDefinition start)
    {
        if (!_seen.Add(start.Name))
        {
            return;
        }

        if (Context.Usages[start].Spreads.Count == 0)
        {
            return;
        }

        var path = new List<(FragmentDefinition Fragment, List<FragmentSpread> Spreads, int Next)> { (start, SpreadsIn(start), 0) };
        var open = new Dictionary<string, int>(StringComparer.Ordinal) { [start.Name] = 0 };
        while (path.Count > 0)
        {
            var (fragment, spreads, next) = path[^1];
            if (next == spreads.Count)
            {
                open.Remove(fragment.Name);
                path.RemoveAt(path.Count - 1);
                continue;
            }

            path[^1] = (fragment, spreads, next + 1);
            var spread = spreads[next];
            if (open.TryGetValue(spread.Name, out var first))
            {
                // INVARIANT: each open fragment has gone one past the spread that leads on.
                Report(
                    $"Fragment \"{spread.Name}\" spreads itself, in \"{fragment.Name}\"; remove that spread.",
                    [.. path.Skip(first).Select(step => step.Spreads[step.Next - 1])]);
            }
            else if (Context.Fragments.TryGetValue(spread.Name, out var inner) && _seen.Add(inner.Name))
            {
                open.Add(inner.Name, path.Count);
                path.Add((inner, SpreadsIn(inner), 0));
            }
        }
    }

    /// <summary>The spreads of a fragment, outer ones first: the order in which graphql-js follows them, and so tells the circles.</summary>
    private static List<FragmentSpread> SpreadsIn(FragmentDefinition fragment)
    {
        var spreads = new List<FragmentSpread>();
        var pending = new Stack<SelectionSet>([fragment.SelectionSet]);
        while (pending.TryPop(out var set))
        {
            foreach (var selection in set.Selections)
            {
                switch (selection)
                {
                    case FragmentSpread spread:
                        spreads.Add(spread);
                        break;
                    case InlineFragment inline:
                        pending.Push(inline.SelectionSet);
                        break;
                    case FieldNode { SelectionSet: { } inner }:
                        pending.Push(inner);
                        break;
                }
            }
        }

        return spreads;
    }
}
