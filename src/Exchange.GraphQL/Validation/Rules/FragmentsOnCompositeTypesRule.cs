using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.5.1.3: The target type of each fragment must be an object, an interface or a union.
/// </summary>
internal sealed class FragmentsOnCompositeTypesRule(ValidationContext context) : ValidationRule(context)
{
    /// <inheritdoc/>
    public override string Name => "FragmentsOnCompositeTypes";

    /// <inheritdoc/>
    public override Visits Visits => Visits.Fragments | Visits.InlineFragments;

    /// <inheritdoc/>
    public override void EnterFragment(FragmentDefinition fragment, NamedType? type)
    {
        if (type is { IsComposite: false })
        {
            ReportAt($"Fragment \"{fragment.Name}\" cannot apply to \"{type}\", which has no fields.", fragment.TypeConditionLocation);
        }
    }

    /// <inheritdoc/>
    public override void EnterInlineFragment(InlineFragment fragment, NamedType? parent, NamedType? type)
    {
        if (fragment.TypeCondition is not null && type is { IsComposite: false })
        {
            ReportAt($"A fragment cannot apply to \"{type}\", which has no fields.", fragment.TypeConditionLocation);
        }
    }
}
