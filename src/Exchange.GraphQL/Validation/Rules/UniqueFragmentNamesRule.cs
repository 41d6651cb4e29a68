using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.5.1.1: For each fragment definition, the set of all fragments of its name must contain only itself.
/// </summary>
internal sealed class UniqueFragmentNamesRule(ValidationContext context) : ValidationRule(context)
{
    private readonly Dictionary<string, SourceLocation> _seen = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string Name => "UniqueFragmentNames";

    /// <inheritdoc/>
    public override Visits Visits => Visits.Fragments;

    /// <inheritdoc/>
    public override void EnterFragment(FragmentDefinition fragment, NamedType? type)
    {
        if (!_seen.TryAdd(fragment.Name, fragment.NameLocation))
        {
            ReportAt(
                $"There is more than one fragment named \"{fragment.Name}\"; name each differently.",
                _seen[fragment.Name],
                fragment.NameLocation);
        }
    }
}
