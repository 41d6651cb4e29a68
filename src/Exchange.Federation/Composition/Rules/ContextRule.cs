using Exchange.Federation.Composition.Subgraphs;

namespace Exchange.Federation.Composition.Rules;

/// <summary><c>@context</c> and <c>@fromContext</c> are read and refused: arguments that other fields fill are not planned by this release.</summary>
internal static class ContextRule
{
    public static void Check(SubgraphSchema schema, RuleReport report)
    {
        foreach (var type in schema.Types.Values)
        {
            var elements = type.Fields.Values.SelectMany(field => field.Arguments).Cast<SubgraphElement>().Prepend(type);
            foreach (var element in elements)
            {
                foreach (var use in element.All("context").Concat(element.All("fromContext")))
                {
                    report.Add(
                        CompositionCodes.UnsupportedFeature, element, use,
                        "arguments that are filled from a context are not supported by this release; use \"@requires\" instead.");
                }
            }
        }
    }
}
