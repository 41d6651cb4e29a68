using Exchange.Federation.Composition.Subgraphs;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Rules;

/// <summary><c>@key</c>: fields of the type without arguments, none of them of an abstract type.</summary>
internal sealed class KeyRule : FieldSetRule
{
    private KeyRule(SubgraphSchema schema, RuleReport report)
        : base(schema, report)
    {
    }

    protected override string InvalidType => CompositionCodes.KeyInvalidFieldsType;

    protected override string Invalid => CompositionCodes.KeyInvalidFields;

    protected override string HasDirective => CompositionCodes.KeyHasDirectiveInFieldsArg;

    public static void Check(SubgraphSchema schema, RuleReport report)
    {
        var rule = new KeyRule(schema, report);
        foreach (var type in schema.Types.Values)
        {
            foreach (var key in type.All("key"))
            {
                if (type.Kind == TypeKind.Interface && !schema.Names.Version.IsAtLeast(2, 3))
                {
                    report.Add(CompositionCodes.KeyUnsupportedOnInterface, type, key, "interfaces have keys since version 2.3 only.");
                    continue;
                }

                rule.Check(type, key, type);
            }
        }
    }

    protected override bool CheckField(SubgraphElement element, DirectiveUse use, SubgraphField field, FieldNode node)
    {
        if (field.Arguments.Count > 0)
        {
            Report.Add(CompositionCodes.KeyFieldsHasArgs, element, use, $"\"{field.Coordinate}\" takes arguments, so it cannot identify anything.");
            return false;
        }

        if (Schema.Type(field.NamedType) is { Kind: TypeKind.Interface or TypeKind.Union })
        {
            Report.Add(
                CompositionCodes.KeyFieldsSelectInvalidType, element, use,
                $"\"{field.Coordinate}\" is of the abstract type \"{field.NamedType}\", which cannot be part of a key.");
            return false;
        }

        return true;
    }
}
