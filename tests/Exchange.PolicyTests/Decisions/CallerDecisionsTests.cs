using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.PolicyTests.Fixtures;
using Exchange.UnitTests.Fixtures;
using static Exchange.PolicyTests.Fixtures.SmallPolicies;

namespace Exchange.PolicyTests.Decisions;

/// <summary>The decisions of one caller class: kept, and chosen from by what holds for a record.</summary>
public sealed class CallerDecisionsTests
{
    [Fact]
    public void The_view_of_a_caller_says_what_a_single_decision_says()
    {
        var caller = DemoCity.Asking("health-community-doctor", hasEmergency: true);
        var view = DemoCity.Table.For(caller, DemoCity.Now);
        foreach (var field in DemoCity.Table.Fields)
        {
            Assert.Same(DemoCity.Table.Decide(caller, field.Coordinate, DemoCity.Now), view[DemoCity.Table.OrdinalOf(field.Coordinate)]);
        }

        Assert.Equal(-1, DemoCity.Table.OrdinalOf(new("Person.nothingOfThisName")));
    }

    [Fact]
    public void What_holds_for_a_record_chooses_the_highest_opening()
    {
        var far = Rule("far", 3) with { Conditions = RuleConditions.None with { Consent = "scope", SameRegion = true } };
        var near = Rule("near", 1) with { Conditions = RuleConditions.None with { SameRegion = true } };
        var table = Of(far, near).Compiled();
        var view = table.For(Asking(), DemoCity.Now);
        var birth = table.OrdinalOf(Birth);

        Assert.Equal((0, ReasonCode.None), Chosen(view, birth, new SameRegionCondition(), new ConsentCondition("scope")));
        Assert.Equal((1, ReasonCode.None), Chosen(view, birth, new SameRegionCondition()));
        Assert.Equal((-1, ReasonCode.OutsideJurisdiction), Chosen(view, birth, new ConsentCondition("scope")));
        Assert.Equal((-1, ReasonCode.OutsideJurisdiction), Chosen(view, birth));
    }

    [Fact]
    public void Of_several_openings_the_reason_of_the_furthest_is_told_and_of_one_the_first()
    {
        var consent = Rule("consent", 3) with { Conditions = RuleConditions.None with { Consent = "scope" } };
        var hours = Rule("hours", 3) with { Conditions = RuleConditions.None with { Hours = new DailyHours(new(8, 0), new(18, 0), 62), Consent = "other" } };
        var table = Of(consent, hours).Compiled();
        Assert.Equal((-1, ReasonCode.ConsentMissing), Chosen(table.For(Asking(), DemoCity.Now), table.OrdinalOf(Birth)));
        table = Of(hours).Compiled();
        Assert.Equal((-1, ReasonCode.NotPermitted), Chosen(table.For(Asking(), DemoCity.Now), table.OrdinalOf(Birth)));
        table = Of(consent).With(Cap(Birth, 0, RecordState.Protected)).Compiled();
        Assert.Equal((-1, ReasonCode.NotAvailable), Chosen(table.For(Asking(), DemoCity.Now), table.OrdinalOf(Birth), new ConsentCondition("scope")));
    }

    [Fact]
    public void What_is_open_to_everybody_needs_nothing_of_the_record()
    {
        var table = Of().Compiled();
        var view = table.For(Asking(null), DemoCity.Now);
        Assert.Equal((0, ReasonCode.None), Chosen(view, table.OrdinalOf(Address)));
        Assert.Equal((-1, ReasonCode.PurposeRequired), Chosen(view, table.OrdinalOf(Birth)));
    }

    [Fact]
    public void More_conditions_than_have_a_number_stay_closed_whatever_holds()
    {
        var rules = Enumerable.Range(0, 70)
            .Select(i => Rule($"rule-{i:00}", 3) with { Conditions = RuleConditions.None with { Consent = $"scope-{i}" } }).ToArray();
        var table = Of(rules).Compiled();
        var view = table.For(Asking(), DemoCity.Now);
        Assert.Equal(63, view.Conditions.Count);

        // The openings are in the order of their rules' ids, so the last seven have no number.
        var birth = table.OrdinalOf(Birth);
        var without = Of(rules[63..]).Compiled();
        Assert.Equal(7, without.For(Asking(), DemoCity.Now).Conditions.Count);
        Assert.Equal((-1, ReasonCode.ConsentMissing), (view.Choose(birth, 1UL << 63), view.ReasonFor(birth, 1UL << 63)));
    }

    [Fact]
    public void A_caller_keeps_its_decisions_until_the_next_boundary()
    {
        var until = DemoCity.Now.AddHours(1);
        var table = Of(Rule("a", 3) with { Conditions = RuleConditions.None with { Until = until } }).Compiled();
        var first = table.For(Asking(), DemoCity.Now);
        Assert.Same(first, table.For(Asking(), until.AddTicks(-1)));
        Assert.NotSame(first, table.For(Asking(), until));
        Assert.Empty(table.For(Asking(), until)[table.OrdinalOf(Birth)].Openings);
        Assert.Single(table.For(Asking(), DemoCity.Now)[table.OrdinalOf(Birth)].Openings);
    }

    [Fact]
    public void A_flood_of_caller_classes_is_decided_all_the_same()
    {
        var table = Of(Rule("a", 3)).Compiled();
        for (var i = 0; i < 3_000; i++)
        {
            var caller = new CallerClass(Housing, ["one", $"role-{i}"], PurposeState.Registered, "wide", $"9901{i:00000000}", false, false);
            Assert.Single(table.For(caller, DemoCity.Now)[table.OrdinalOf(Birth)].Openings);
        }
    }

    private static (int Opening, ReasonCode Reason) Chosen(CallerDecisions view, int ordinal, params RecordCondition[] holding)
    {
        var held = view.Conditions.Index().Where(condition => holding.Contains(condition.Item)).Aggregate(0UL, (mask, each) => mask | (1UL << each.Index));
        return (view.Choose(ordinal, held), view.ReasonFor(ordinal, held));
    }
}
