using Exchange.Policy.Documents;
using Exchange.UnitTests.Fixtures;
using static Exchange.PolicyTests.Fixtures.SmallPolicies;

namespace Exchange.PolicyTests.Regressions;

/// <summary>Elsewhere a decision that was kept outlived the rule that it came from.</summary>
public sealed class StaleDecisionTests
{
    [Fact]
    public void A_kept_decision_ends_at_the_instant_when_its_rule_ends()
    {
        var until = DemoCity.Now.AddHours(1);
        var table = Of(Rule("a", 3) with { Conditions = RuleConditions.None with { Until = until } }).Compiled();

        Assert.NotEmpty(table.Decide(Asking(), Birth, until.AddTicks(-1)).Openings);
        Assert.Empty(table.Decide(Asking(), Birth, until).Openings);
        Assert.NotEmpty(table.Decide(Asking(), Birth, until.AddTicks(-1)).Openings);
    }

    [Fact]
    public void A_kept_decision_ends_at_the_instant_when_a_restriction_begins()
    {
        var from = DemoCity.Now.AddHours(1);
        var table = Of(Rule("a", 3)).With(Cap(Birth, 0) with { From = from }).Compiled();

        Assert.NotEmpty(table.Decide(Asking(), Birth, from.AddTicks(-1)).Openings);
        Assert.Empty(table.Decide(Asking(), Birth, from).Openings);
        Assert.Equal(from, table.NextBoundary(DemoCity.Now));
    }
}
