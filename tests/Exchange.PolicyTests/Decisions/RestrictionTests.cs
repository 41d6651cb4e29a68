using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.PolicyTests.Fixtures;
using Exchange.UnitTests.Fixtures;
using static Exchange.PolicyTests.Fixtures.SmallPolicies;

namespace Exchange.PolicyTests.Decisions;

/// <summary>What restrictions take away: by state, by time, from everybody, and without a purpose.</summary>
public sealed class RestrictionTests
{
    [Fact]
    public void A_restriction_by_state_leaves_the_rest_to_other_records_and_its_own_level_to_these()
    {
        var table = Of(Rule("a", 3)).With(Cap(Birth, 1, RecordState.Minor)).Compiled();
        Assert.Equal(["3:Minor", "1:"], table.Decide(Asking(), Birth, DemoCity.Now).Shares());
    }

    [Fact]
    public void Of_several_states_each_caps_by_itself()
    {
        var table = Of(Rule("a", 3)).With(Cap(Birth, 2, RecordState.Child, RecordState.Minor), Cap(Birth, 0, RecordState.Protected)).Compiled();
        Assert.Equal(["3:Protected+Minor+Child", "2:Protected"], table.Decide(Asking(), Birth, DemoCity.Now).Shares());
    }

    [Fact]
    public void A_cap_for_every_record_counts_beside_one_by_state()
    {
        var table = Of(Rule("a", 3)).With(Cap(Birth, 1), Cap(Birth, 2, RecordState.Minor), Cap(Birth, 0, RecordState.Protected)).Compiled();
        Assert.Equal(["1:Protected"], table.Decide(Asking(), Birth, DemoCity.Now).Shares());
    }

    [Fact]
    public void The_states_of_a_rule_and_of_a_restriction_are_asked_once_and_in_one_order()
    {
        var rule = Rule("a", 3) with
        {
            Conditions = RuleConditions.None with { NotInState = [RecordState.Child, RecordState.Minor], Consent = "scope", SameRegion = true },
        };
        var opening = Of(rule).With(Cap(Birth, 0, RecordState.Minor, RecordState.Protected)).Compiled().Decide(Asking(), Birth, DemoCity.Now).Openings;
        Assert.Equal(
            [
                new NotInStateCondition(RecordState.Protected), new NotInStateCondition(RecordState.Minor), new NotInStateCondition(RecordState.Child),
                new SameRegionCondition(), new ConsentCondition("scope"),
            ],
            Assert.Single(opening).Conditions);
    }

    [Fact]
    public void A_restriction_counts_for_unconditional_data_too()
    {
        var capped = Of().With(Cap(Address, 0) with { Departments = [Housing] }).Compiled();
        Assert.Equal(ReasonCode.NotPermitted, capped.Decide(Asking(), Address, DemoCity.Now).Closed);
        Assert.Single(capped.Decide(Asking(department: "health"), Address, DemoCity.Now).Openings);
        Assert.False(capped.CouldOpen(Housing, ["one"], ["wide"], Address));
        Assert.True(capped.CouldOpen(new("health"), [], [], Address));

        var byState = Of().With(Cap(Address, 0, RecordState.Protected)).Compiled().Decide(Asking(null), Address, DemoCity.Now);
        Assert.Equal([new NotInStateCondition(RecordState.Protected)], Assert.Single(byState.Openings).Conditions);
    }

    [Theory]
    [InlineData("wide", true)]
    [InlineData("narrow", true)]
    [InlineData("other", false)]
    [InlineData("no.such", true)]
    [InlineData(null, true)]
    public void A_restriction_for_a_purpose_counts_for_narrower_ones_and_where_none_is_known(string? purpose, bool isCapped)
    {
        var table = Of().With(Cap(Address, 0) with { Purposes = ["wide"] }).Compiled();
        Assert.Equal(isCapped ? 0 : 1, table.Decide(Asking(purpose), Address, DemoCity.Now).Openings.Count);
    }

    [Fact]
    public void A_restriction_counts_from_its_first_moment_until_before_its_last()
    {
        var until = DemoCity.Now.AddHours(1);
        var table = Of(Rule("a", 3)).With(Cap(Birth, 1) with { From = DemoCity.Now, Until = until }).Compiled();
        Assert.Equal(["3:"], table.Decide(Asking(), Birth, DemoCity.Now.AddTicks(-1)).Shares());
        Assert.Equal(["1:"], table.Decide(Asking(), Birth, DemoCity.Now).Shares());
        Assert.Equal(["1:"], table.Decide(Asking(), Birth, until.AddTicks(-1)).Shares());
        Assert.Equal(["3:"], table.Decide(Asking(), Birth, until).Shares());
        Assert.Equal(until, table.NextBoundary(DemoCity.Now));
    }

    [Fact]
    public void A_restriction_that_ends_before_it_begins_counts_always()
    {
        var table = Of(Rule("a", 3)).With(Cap(Birth, 0) with { From = DemoCity.Now, Until = DemoCity.Now }).Compiled();
        Assert.Equal(ReasonCode.NotPermitted, table.Decide(Asking(), Birth, DemoCity.Now.AddYears(1)).Closed);
        Assert.Null(table.NextBoundary(DemoCity.Now.AddYears(-1)));
    }

    [Fact]
    public void A_rule_that_restrictions_empty_tells_nothing_of_what_it_asks()
    {
        var rule = Rule("a", 3) with { Conditions = RuleConditions.None with { Case = true } };
        Assert.Equal(ReasonCode.CaseRequired, Of(rule).Compiled().Decide(Asking(), Birth, DemoCity.Now).Closed);
        Assert.Equal(ReasonCode.NotPermitted, Of(rule).With(Cap(Birth, 0)).Compiled().Decide(Asking(), Birth, DemoCity.Now).Closed);
    }

    [Fact]
    public void An_input_that_is_capped_for_some_records_is_joined_for_none()
    {
        var amount = new Exchange.Policy.Coordinate("Person.pension.amount");
        var table = Of(Rule("a", 3) with { Joins = [amount] }).With(Cap(amount, 0, RecordState.Minor)).Compiled();
        Assert.Empty(Assert.Single(table.Decide(Asking(), Birth, DemoCity.Now).Openings).Joins);
    }

    [Fact]
    public void What_a_rule_obliges_to_comes_with_every_part_of_it()
    {
        var duties = new Obligations(true, 24, 30);
        var table = Of(Rule("a", 3) with { Obligations = duties }).With(Cap(Birth, 1, RecordState.Minor)).Compiled();
        Assert.All(table.Decide(Asking(), Birth, DemoCity.Now).Openings, opening => Assert.Equal(duties, opening.Obligations));
    }
}
