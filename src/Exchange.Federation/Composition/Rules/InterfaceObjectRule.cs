using Exchange.Federation.Composition.Subgraphs;

namespace Exchange.Federation.Composition.Rules;

/// <summary>An <c>@interfaceObject</c> has a key: by it the subgraph that knows the implementations is asked.</summary>
internal static class InterfaceObjectRule
{
    public static void Check(SubgraphSchema schema, RuleReport report)
    {
        foreach (var type in schema.Types.Values.Where(type => type.IsInterfaceObject && !type.Has("key")))
        {
            report.Add(
                CompositionCodes.InterfaceObjectUsageError, type,
                $"\"{type.Name}\" is an \"@interfaceObject\" without \"@key\"; only entities can be.");
        }
    }
}
