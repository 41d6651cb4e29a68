using Exchange.GraphQL.TypeSystem.Building;

namespace Exchange.GraphQL.TypeSystem.Rules;

/// <summary>The rules of section 3 that a whole schema must keep; the order is that of the messages for one place.</summary>
internal static class SchemaRules
{
    /// <summary>Checks every rule; each reports all it finds.</summary>
    public static void Check(SchemaDraft draft, SchemaBuildOptions options, SchemaErrors errors)
    {
        RootTypesRule.Check(draft, options, errors);
        NonEmptyTypesRule.Check(draft, options, errors);
        TypePositionsRule.Check(draft, errors);
        InterfaceImplementationRule.Check(draft, errors);
        InputObjectCyclesRule.Check(draft, errors);
        OneOfInputObjectsRule.Check(draft, errors);
        DeprecationRule.Check(draft, errors);
        DirectiveDefinitionCyclesRule.Check(draft, errors);
        DirectiveUsesRule.Check(draft, options, errors);
    }
}
