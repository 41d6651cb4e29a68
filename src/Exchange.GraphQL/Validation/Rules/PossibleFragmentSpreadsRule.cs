using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.5.2.3: For each spread, the possible types of the fragment and those of the type in scope must have at least one in
/// common.
/// </summary>
internal sealed class PossibleFragmentSpreadsRule(ValidationContext context) : ValidationRule(context)
{
    /// <inheritdoc/>
    public override string Name => "PossibleFragmentSpreads";

    /// <inheritdoc/>
    public override Visits Visits => Visits.InlineFragments | Visits.Spreads;

    /// <inheritdoc/>
    public override void EnterInlineFragment(InlineFragment fragment, NamedType? parent, NamedType? type)
    {
        if (!Overlap(parent, type))
        {
            Report($"A fragment on \"{type}\" never applies inside \"{parent}\"; remove it.", fragment);
        }
    }

    /// <inheritdoc/>
    public override void EnterSpread(FragmentSpread spread, NamedType? parent)
    {
        var type = Context.Fragments.TryGetValue(spread.Name, out var fragment) ? Context.Schema.Type(fragment.TypeCondition) : null;
        if (!Overlap(parent, type))
        {
            Report($"Fragment \"{spread.Name}\" on \"{type}\" never applies inside \"{parent}\"; remove the spread.", spread);
        }
    }

    /// <summary>Whether an object can be of both types; true where one is unknown or has no fields, which other rules report.</summary>
    private bool Overlap(NamedType? left, NamedType? right)
    {
        if (left is not { IsComposite: true } || right is not { IsComposite: true } || ReferenceEquals(left, right))
        {
            return true;
        }

        var possible = Context.Schema.PossibleTypes(left);
        return Context.Schema.PossibleTypes(right).Any(possible.Contains);
    }
}
