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
        foreach (var fragment in Context.Fragments.Values)
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

        var open = new HashSet<string>(StringComparer.Ordinal) { start.Name };
        var path = new Stack<(FragmentDefinition Fragment, int Next)>([(start, 0)]);
        while (path.TryPop(out var step))
        {
            var spreads = Context.Usages[step.Fragment].Spreads;
            if (step.Next == spreads.Count)
            {
                open.Remove(step.Fragment.Name);
                continue;
            }

            path.Push((step.Fragment, step.Next + 1));
            var spread = spreads[step.Next];
            if (open.Contains(spread.Name))
            {
                Context.HasFragmentCycles = true;
                Report($"Fragment \"{spread.Name}\" spreads itself, in \"{step.Fragment.Name}\"; remove that spread.", spread);
            }
            else if (Context.Fragments.TryGetValue(spread.Name, out var inner) && _seen.Add(inner.Name))
            {
                open.Add(inner.Name);
                path.Push((inner, 0));
            }
        }
    }
}
