using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.7.3: At each location, a directive that is not repeatable must stand at most once.
/// </summary>
internal sealed class UniqueDirectivesPerLocationRule(ValidationContext context) : ValidationRule(context)
{
    /// <inheritdoc/>
    public override string Name => "UniqueDirectivesPerLocation";

    /// <inheritdoc/>
    public override Visits Visits => Visits.DirectiveLists;

    /// <inheritdoc/>
    public override void EnterDirectives(IReadOnlyList<DirectiveNode> directives)
    {
        if (directives.Count < 2)
        {
            return;
        }

        var seen = new Dictionary<string, DirectiveNode>(StringComparer.Ordinal);
        foreach (var directive in directives)
        {
            if (Context.Schema.Directive(directive.Name) is { IsRepeatable: false } && !seen.TryAdd(directive.Name, directive))
            {
                Report($"Directive \"@{directive.Name}\" may stand only once here.", seen[directive.Name], directive);
            }
        }
    }
}
