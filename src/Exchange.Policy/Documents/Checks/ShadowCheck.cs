using Exchange.Policy.Documents.Reading;
using Exchange.Policy.Decisions;
using Exchange.Policy.Vocabularies;

namespace Exchange.Policy.Documents.Checks;

/// <summary>Finds the rules that open nothing beyond another: whatever they let through, that one lets through too.</summary>
internal sealed class ShadowCheck(Terms terms)
{
    public void Check(IReadOnlyList<WrittenRule> rules)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            // WHY: of two rules that say the same the later one is the finding.
            var (rule, place) = (rules[i].Rule, i);
            var wider = rules.Where((other, at) => at != place && Covers(other.Rule, rule) && (at < place || !Covers(rule, other.Rule))).FirstOrDefault();
            if (wider is not null && rule.Opens.Count > 0)
            {
                terms.Report(rules[i].Node["id"], "shadowed-rule",
                    $"The rule '{rule.Id}' opens nothing that '{wider.Rule.Id}' does not open to the same callers on no more conditions. "
                    + "Take one of them out.");
            }
        }
    }

    private bool Covers(PolicyRule wider, PolicyRule rule) =>
        rule.Departments.All(wider.Departments.Contains)
        && rule.Roles.All(wider.Roles.Contains)
        && Covers(wider.Purposes, rule.Purposes)
        && rule.Opens.All(open => wider.Opens.Any(other => other.Coordinate == open.Coordinate && other.Level >= open.Level))
        && rule.Joins.All(wider.Joins.Contains)
        && Covers(wider.Conditions, rule.Conditions);

    private bool Covers(IReadOnlyList<string> wider, IReadOnlyList<string> purposes) => wider.Count == 0
        || (purposes.Count > 0 && purposes.All(purpose => terms.Vocabulary.WithAncestors(purpose).Any(wider.Contains)));

    private static bool Covers(RuleConditions wider, RuleConditions rule) =>
        (!wider.Case || rule.Case)
        && (!wider.Emergency || rule.Emergency)
        && wider.OfRecord.All(condition => rule.OfRecord.Contains(condition))
        && (wider.From is null || wider.From <= rule.From)
        && (wider.Until is null || wider.Until >= rule.Until);
}
