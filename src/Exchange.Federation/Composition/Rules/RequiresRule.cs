using Exchange.Federation.Composition.Subgraphs;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Rules;

/// <summary><c>@requires</c>: external fields of the type, on a field of an object.</summary>
internal sealed class RequiresRule : FieldSetRule
{
    private RequiresRule(SubgraphSchema schema, RuleReport report)
        : base(schema, report)
    {
    }

    protected override string InvalidType => CompositionCodes.RequiresInvalidFieldsType;

    protected override string Invalid => CompositionCodes.RequiresInvalidFields;

    protected override string HasDirective => CompositionCodes.RequiresHasDirectiveInFieldsArg;

    public static void Check(SubgraphSchema schema, RuleReport report)
    {
        var rule = new RequiresRule(schema, report);
        foreach (var field in schema.Types.Values.SelectMany(type => type.Fields.Values))
        {
            foreach (var requires in field.All("requires"))
            {
                if (field.Parent.Kind == TypeKind.Interface)
                {
                    report.Add(CompositionCodes.RequiresUnsupportedOnInterface, field, requires, "fields of interfaces cannot require others.");
                }

                rule.Check(field, requires, field.Parent);
            }
        }
    }

    protected override bool CheckField(SubgraphElement element, DirectiveUse use, SubgraphField field, FieldNode node)
    {
        var missing = field.Arguments.Find(argument => argument.IsRequired && node.Arguments.All(given => given.Name != argument.Name));
        if (missing is not null)
        {
            return Refuse(element, use, $"\"{missing.Coordinate}\" is required and not given.");
        }

        var unknown = node.Arguments.FirstOrDefault(given => field.Arguments.TrueForAll(argument => argument.Name != given.Name));
        return unknown is null || Refuse(element, use, $"\"{field.Coordinate}\" has no argument \"{unknown.Name}\" in this subgraph.");
    }

    protected override void CheckWhole(SubgraphElement element, DirectiveUse use, SubgraphType type, SelectionSet set)
    {
        if (ExternalSelection.FirstOwnLeaf(Schema, type, set) is { } own)
        {
            Report.Add(
                CompositionCodes.RequiresMissingExternal, element, use,
                $"\"{own.Coordinate}\" is not \"@external\"; only what others resolve can be required.");
        }
    }
}
