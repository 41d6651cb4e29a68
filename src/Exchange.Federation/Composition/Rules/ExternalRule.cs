using Exchange.Federation.Composition.Subgraphs;

namespace Exchange.Federation.Composition.Rules;

/// <summary><c>@external</c>: on fields of objects that something in the subgraph needs, without what callers see of a field.</summary>
internal static class ExternalRule
{
    private static readonly string[] Merged = ["tag", "inaccessible", "authenticated", "requiresScopes", "policy"];

    public static void Check(SubgraphSchema schema, RuleReport report)
    {
        foreach (var field in schema.Types.Values.SelectMany(type => type.Fields.Values))
        {
            if (field.Parent.Kind == TypeKind.Interface)
            {
                CheckInterface(field, report);
            }

            if (schema.Facts.IsExternal(field))
            {
                CheckExternal(schema, field, report);
            }
        }
    }

    private static void CheckInterface(SubgraphField field, RuleReport report)
    {
        if (field.Has("external"))
        {
            report.Add(
                CompositionCodes.ExternalOnInterface, field,
                $"\"{field.Coordinate}\" is a field of an interface, which is resolved by nobody and cannot be \"@external\".");
        }
    }

    private static void CheckExternal(SubgraphSchema schema, SubgraphField field, RuleReport report)
    {
        if (!schema.Facts.IsUsed(field))
        {
            report.Add(
                CompositionCodes.ExternalUnused, field,
                $"\"{field.Coordinate}\" is \"@external\", and no \"@key\", \"@requires\", \"@provides\" or interface of the subgraph needs it.",
                "Remove the field here, or \"@external\" if the subgraph resolves it.");
        }

        foreach (var directive in Merged.Where(field.Has))
        {
            report.Add(
                CompositionCodes.MergedDirectiveOnExternal, field,
                $"\"{field.Coordinate}\" is \"@external\" and carries \"@{directive}\"; say so where it is resolved.");
        }
    }
}
