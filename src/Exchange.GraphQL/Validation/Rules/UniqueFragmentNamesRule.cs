using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.5.1.1: For each fragment definition, the set of all fragments of its name must contain only itself.
/// </summary>
internal sealed class UniqueFragmentNamesRule(ValidationContext context) : ValidationRule(context)
{
    /// <inheritdoc/>
    public override string Name => "UniqueFragmentNames";

    /// <inheritdoc/>
    public override void EnterFragment(FragmentDefinition fragment, NamedType? type)
    {
        var first = Context.Fragments[fragment.Name];
        if (!ReferenceEquals(first, fragment))
        {
            Report($"There is more than one fragment named \"{fragment.Name}\"; name each differently.", first, fragment);
        }
    }
}
