using Exchange.Federation.Composition.Subgraphs;

namespace Exchange.Federation.Composition.Rules;

/// <summary><c>@shareable</c> stands on fields of objects, and not on those of the subscription root, which one subgraph serves.</summary>
internal static class ShareableRule
{
    public static void Check(SubgraphSchema schema, RuleReport report)
    {
        foreach (var field in schema.Types.Values.SelectMany(type => type.Fields.Values))
        {
            if (field.Parent.Kind == TypeKind.Interface && field.Has("shareable"))
            {
                report.Add(
                    CompositionCodes.InvalidShareableUsage, field,
                    $"\"{field.Coordinate}\" is a field of an interface; mark the fields that implement it \"@shareable\".");
            }
            else if (field.Parent.Name == "Subscription" && (field.Has("shareable") || field.Parent.Has("shareable")))
            {
                report.Add(
                    CompositionCodes.InvalidFieldSharing, field,
                    $"\"{field.Coordinate}\" is a subscription, which one subgraph serves; it cannot be \"@shareable\".");
            }
        }
    }
}
