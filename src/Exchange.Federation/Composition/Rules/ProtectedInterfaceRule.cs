using Exchange.Federation.Composition.Subgraphs;

namespace Exchange.Federation.Composition.Rules;

/// <summary>
/// What protects data stands where data is resolved: on objects and their fields. Interfaces get the protection of what implements them.
/// </summary>
internal static class ProtectedInterfaceRule
{
    private static readonly string[] Protections = ["authenticated", "requiresScopes", "policy"];

    public static void Check(SubgraphSchema schema, RuleReport report)
    {
        foreach (var type in schema.Types.Values.Where(type => type.Kind == TypeKind.Interface || type.IsInterfaceObject))
        {
            IEnumerable<SubgraphElement> elements = type.Kind == TypeKind.Interface ? [type, .. type.Fields.Values] : [type];
            foreach (var element in elements)
            {
                foreach (var protection in Protections.Where(element.Has))
                {
                    report.Add(
                        CompositionCodes.AuthRequirementsAppliedOnInterface, element,
                        $"\"{element.Coordinate}\" carries \"@{protection}\", which stands on objects and their fields only; "
                            + "put it on every type that implements the interface.");
                }
            }
        }
    }
}
