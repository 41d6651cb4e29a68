using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.5.1.4: Each fragment must be the target of at least one spread that an operation reaches.
/// </summary>
internal sealed class NoUnusedFragmentsRule(ValidationContext context) : ValidationRule(context)
{
    /// <inheritdoc/>
    public override string Name => "NoUnusedFragments";

    /// <inheritdoc/>
    public override Visits Visits => Visits.End;

    /// <inheritdoc/>
    public override void LeaveDocument(Document document)
    {
        if (Context.Fragments.Count == 0)
        {
            return;
        }

        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var operation in Context.Operations)
        {
            foreach (var reached in Context.Reachable(operation))
            {
                AddSpreads(reached, used);
            }
        }

        foreach (var fragment in document.Definitions.OfType<FragmentDefinition>().Where(fragment => !used.Contains(fragment.Name)))
        {
            Report($"Fragment \"{fragment.Name}\" is never used; remove it or spread it.", fragment);
        }
    }

    private static void AddSpreads(DefinitionUsage reached, HashSet<string> used)
    {
        foreach (var spread in reached.Spreads)
        {
            used.Add(spread.Name);
        }
    }
}
