using Exchange.Federation.Planning.Joins;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Planning.Choices;

/// <summary>One way to get a field.</summary>
/// <param name="Subgraph">The subgraph that gives it.</param>
/// <param name="Visit">The visit that is there already; null for one that has to be made.</param>
/// <param name="Resolution">How the subgraph gives it.</param>
/// <param name="Requires">What has to be given to the subgraph for it; null for nothing.</param>
/// <param name="Child">What would be chosen below it; null for leaves.</param>
internal sealed record FieldOption(int Subgraph, int? Visit, Resolution Resolution, SelectionSet? Requires, PlaceChoice? Child)
{
    /// <summary>Whether it takes no request and leaves nothing open, so that no other way can be better.</summary>
    public bool IsFree => Visit is not null && (Child is null || (Child.Cost.Requests == 0 && Child.Missing is null));
}
