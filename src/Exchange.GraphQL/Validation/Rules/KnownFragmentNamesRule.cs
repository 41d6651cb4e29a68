using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.5.2.1: The target of each fragment spread must be defined in the document.
/// </summary>
internal sealed class KnownFragmentNamesRule(ValidationContext context) : ValidationRule(context)
{
    /// <inheritdoc/>
    public override string Name => "KnownFragmentNames";

    /// <inheritdoc/>
    public override Visits Visits => Visits.Spreads;

    /// <inheritdoc/>
    public override void EnterSpread(FragmentSpread spread, NamedType? parent)
    {
        if (!Context.Fragments.ContainsKey(spread.Name))
        {
            var advice = Context.Suggest(spread.Name, Context.Fragments.Keys);
            ReportAt($"There is no fragment \"{spread.Name}\" in the document.{advice}", spread.NameLocation);
        }
    }
}
