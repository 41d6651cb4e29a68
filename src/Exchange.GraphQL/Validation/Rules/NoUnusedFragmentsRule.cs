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
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var usage in Context.Operations.SelectMany(Context.Reachable))
        {
            used.UnionWith(usage.Spreads.Select(spread => spread.Name));
        }

        foreach (var fragment in document.Definitions.OfType<FragmentDefinition>().Where(fragment => !used.Contains(fragment.Name)))
        {
            Report($"Fragment \"{fragment.Name}\" is never used; remove it or spread it.", fragment);
        }
    }
}
