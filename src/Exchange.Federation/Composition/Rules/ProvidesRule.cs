using Exchange.Federation.Composition.Subgraphs;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Rules;

/// <summary><c>@provides</c>: external fields without arguments below a field of an object.</summary>
internal sealed class ProvidesRule : FieldSetRule
{
    private ProvidesRule(SubgraphSchema schema, RuleReport report)
        : base(schema, report)
    {
    }

    protected override string InvalidType => CompositionCodes.ProvidesInvalidFieldsType;

    protected override string Invalid => CompositionCodes.ProvidesInvalidFields;

    protected override string HasDirective => CompositionCodes.ProvidesHasDirectiveInFieldsArg;

    public static void Check(SubgraphSchema schema, RuleReport report)
    {
        var rule = new ProvidesRule(schema, report);
        foreach (var field in schema.Types.Values.SelectMany(type => type.Fields.Values))
        {
            foreach (var provides in field.All("provides"))
            {
                rule.CheckOne(field, provides);
            }
        }
    }

    protected override bool CheckField(SubgraphElement element, DirectiveUse use, SubgraphField field, FieldNode node)
    {
        if (field.Arguments.Count == 0)
        {
            return true;
        }

        Report.Add(CompositionCodes.ProvidesFieldsHasArgs, element, use, $"\"{field.Coordinate}\" takes arguments, so it cannot be provided.");
        return false;
    }

    protected override void CheckWhole(SubgraphElement element, DirectiveUse use, SubgraphType type, SelectionSet set)
    {
        if (ExternalSelection.FirstOwnLeaf(Schema, type, set) is { } own)
        {
            Report.Add(
                CompositionCodes.ProvidesMissingExternal, element, use,
                $"\"{own.Coordinate}\" is not \"@external\"; what the subgraph resolves anyway needs no providing.");
        }
    }

    private void CheckOne(SubgraphField field, DirectiveUse provides)
    {
        if (field.Parent.Kind == TypeKind.Interface)
        {
            Report.Add(CompositionCodes.ProvidesUnsupportedOnInterface, field, provides, "fields of interfaces cannot provide others.");
        }

        if (Schema.Type(field.NamedType) is { IsComposite: true } type)
        {
            Check(field, provides, type);
        }
        else
        {
            Report.Add(
                CompositionCodes.ProvidesOnNonObjectField, field, provides, $"\"{field.NamedType}\" has no fields that could be provided.");
        }
    }
}
