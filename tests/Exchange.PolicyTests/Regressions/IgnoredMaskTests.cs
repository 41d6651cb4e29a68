using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.UnitTests.Fixtures;
using static Exchange.PolicyTests.Fixtures.SmallPolicies;

namespace Exchange.PolicyTests.Regressions;

/// <summary>Elsewhere a mask that could not be applied was left out, and the value came whole. Here what cannot be reduced is closed.</summary>
public sealed class IgnoredMaskTests
{
    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    [InlineData(int.MaxValue)]
    public void A_cap_that_is_on_no_ladder_closes_the_field(int level)
    {
        var table = Of(Rule("a", 3)).With(Cap(Birth, level)).Compiled();

        Assert.Equal(ReasonCode.NotPermitted, table.Decide(Asking(), Birth, DemoCity.Now).Closed);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    [InlineData(int.MaxValue)]
    public void A_rule_for_a_level_that_is_on_no_ladder_opens_nothing(int level) =>
        Assert.Empty(Of(Rule("a", level)).Compiled().Decide(Asking(), Birth, DemoCity.Now).Openings);

    [Fact]
    public void A_rule_for_more_does_not_take_the_mask_off_for_a_record_that_it_is_not_for()
    {
        var policies = Of(Rule("year", 1), Rule("full", 3)).With(Cap(Birth, 1, RecordState.Minor));
        var table = policies.Compiled();
        var view = table.For(Asking(), DemoCity.Now);

        var ofMinor = view.Decide(table.OrdinalOf(Birth), held: 0);

        Assert.Equal(1, ofMinor.Opening!.Level);
    }

    [Fact]
    public void A_mask_on_public_data_counts_also_for_who_names_no_purpose()
    {
        var policies = Of().With(Cap(Address, 0) with { Purposes = ["other"] });

        Assert.Empty(policies.Compiled().Decide(Asking(purpose: null), Address, DemoCity.Now).Openings);
        Assert.Single(policies.Compiled().Decide(Asking("wide"), Address, DemoCity.Now).Openings);
    }
}
