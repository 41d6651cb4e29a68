using Exchange.Federation.Composition.Subgraphs;

namespace Exchange.Federation.Composition.Rules;

/// <summary>The rules that a subgraph must keep by itself (Apollo Federation subgraph specification), after the upgrade of Federation 1.</summary>
internal static class SubgraphRules
{
    /// <summary>Checks every rule; each reports all it finds.</summary>
    public static void Check(SubgraphSchema schema, ErrorList errors)
    {
        var report = new RuleReport(schema, errors);
        KeyRule.Check(schema, report);
        RequiresRule.Check(schema, report);
        ProvidesRule.Check(schema, report);
        ExternalRule.Check(schema, report);
        InterfaceKeyRule.Check(schema, report);
        InterfaceObjectRule.Check(schema, report);
        ShareableRule.Check(schema, report);
        OverrideLabelRule.Check(schema, report);
        DirectiveDefinitionRule.Check(schema, report);
        ContextRule.Check(schema, report);
    }
}
