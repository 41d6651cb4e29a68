using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Simulation;
using Exchange.Policy.Standard;
using Exchange.PolicyTests.Comparison;
using Exchange.UnitTests.Fixtures;

namespace Exchange.PolicyTests.Simulation;

public sealed class PolicySimulationTests
{
    private static readonly string[] Two = ["person-1", "person-2"];

    [Fact]
    public void The_version_that_decided_changes_nothing()
    {
        var report = Run(DemoCity.Policies, Doctor(Open("Person.heatRisk", "he-heat-risk"), Closed("Person.visitContact.phone", "CONSENT_MISSING")));
        Assert.True(report.IsUnchanged);
        Assert.Equal((1L, 0L, 2L, 0L), (report.Accesses, report.Changed, report.Cells, report.Unknown));
        Assert.Empty(report.Lines);
    }

    [Fact]
    public void What_a_rule_opened_closes_where_the_rule_is_gone()
    {
        var line = Single(PolicyEdit.Rule("he-heat-risk", _ => null), Doctor(Open("Person.heatRisk", "he-heat-risk")));
        Assert.Equal((SimulatedOutcome.WouldClose, "full", "NOT_PERMITTED"), (line.Outcome, line.Was, line.Would));
        Assert.Equal(("health-community-doctor", "care.heat", 1L, 3L, 2), (line.ClientId, line.Purpose, line.Accesses, line.Records, line.Persons));
    }

    [Fact]
    public void An_open_cell_proves_the_conditions_of_its_rule()
    {
        var after = Conditions("he-heat-risk", conditions => conditions with { Consent = null });
        Assert.True(Run(after, Doctor(Open("Person.heatRisk", "he-heat-risk"))).IsUnchanged);
    }

    [Fact]
    public void A_missing_consent_proves_that_the_region_was_right()
    {
        var after = Conditions("he-heat-risk", conditions => conditions with { Consent = null });
        var line = Single(after, Doctor(Closed("Person.heatRisk", "CONSENT_MISSING")));
        Assert.Equal((SimulatedOutcome.WouldOpen, "CONSENT_MISSING", "full"), (line.Outcome, line.Was, line.Would));
    }

    [Fact]
    public void Another_region_tells_nothing_of_the_consent()
    {
        var after = Conditions("he-heat-risk", conditions => conditions with { SameRegion = false });
        Assert.Equal(SimulatedOutcome.Depends, Single(after, Doctor(Closed("Person.heatRisk", "OUTSIDE_JURISDICTION"))).Outcome);
    }

    [Fact]
    public void Another_region_tells_nothing_of_the_age()
    {
        var before = Conditions("he-heat-risk", conditions => conditions with { Consent = null, NotInState = [RecordState.Minor] });
        var after = Conditions("he-heat-risk", conditions => conditions with { Consent = null, NotInState = [RecordState.Minor], SameRegion = false });
        var line = Assert.Single(Run(before, after, Doctor(Closed("Person.heatRisk", "OUTSIDE_JURISDICTION"))).Lines);
        Assert.Equal(SimulatedOutcome.Depends, line.Outcome);
    }

    [Fact]
    public void A_condition_that_was_never_asked_depends()
    {
        var after = Conditions("he-heat-risk", conditions => conditions with { NotInState = [RecordState.Minor] });
        Assert.Equal(SimulatedOutcome.Depends, Single(after, Doctor(Open("Person.heatRisk", "he-heat-risk"))).Outcome);
    }

    [Fact]
    public void A_department_that_did_not_answer_may_not_answer_again()
    {
        var after = Conditions("he-heat-risk", conditions => conditions with { Consent = null, SameRegion = false });
        Assert.Equal(SimulatedOutcome.Depends, Single(after, Doctor(Closed("Person.heatRisk", "SOURCE_UNAVAILABLE"))).Outcome);
        Assert.True(Run(PolicyEdit.Rule("he-heat-risk", _ => null), Doctor(Closed("Person.heatRisk", "SOURCE_UNAVAILABLE"))).IsUnchanged);
    }

    [Fact]
    public void A_number_that_nobody_has_looks_like_one_of_another_region()
    {
        var access = Doctor(Closed("Query.person", "OUTSIDE_JURISDICTION"));
        var lookup = Conditions("ps-heat-lookup", conditions => conditions with { SameRegion = false });
        var both = lookup with
        {
            Rules = [.. lookup.Rules.Select(rule => rule.Id == "ex-heat-pid" ? rule with { Conditions = RuleConditions.None } : rule)],
        };
        Assert.Equal(SimulatedOutcome.Depends, Single(both, access).Outcome);
        Assert.True(Run(lookup, access).IsUnchanged);
    }

    [Fact]
    public void A_consent_that_a_look_up_lacked_is_on_record_like_a_number_that_nobody_has()
    {
        var before = Conditions("ps-heat-lookup", conditions => conditions with { Consent = "care.heat" });
        var line = Assert.Single(Run(before, DemoCity.Policies, Doctor(Closed("Query.person", "OUTSIDE_JURISDICTION"))).Lines);
        Assert.Equal((SimulatedOutcome.Depends, "OUTSIDE_JURISDICTION"), (line.Outcome, line.Was));
    }

    [Theory]
    [InlineData("Query.person")]
    [InlineData("Query.people")]
    public void A_look_up_closes_where_presence_does(string lookup)
    {
        var after = PolicyEdit.With(new Restriction
        {
            Id = "nobody-there",
            Owner = new DepartmentId("exchange"),
            Title = new Title("题", "title"),
            Caps = [new FieldLevel(new Coordinate("Person.pid"), 0)],
            Departments = [new DepartmentId("health")],
            Purposes = [],
        });
        var line = Single(after, Doctor(Open(lookup, "ps-heat-lookup")));
        Assert.Equal((SimulatedOutcome.WouldClose, "NOT_PERMITTED"), (line.Outcome, line.Would));
    }

    [Fact]
    public void What_presence_asks_for_a_look_up_asks_for()
    {
        var after = Conditions("ex-heat-pid", conditions => conditions with { Consent = "care.heat" });
        Assert.Equal(SimulatedOutcome.Depends, Single(after, Doctor(Open("Query.person", "ps-heat-lookup"))).Outcome);
        var back = Assert.Single(Run(after, DemoCity.Policies, Doctor(Closed("Query.person", "OUTSIDE_JURISDICTION"))).Lines);
        Assert.Equal(SimulatedOutcome.Depends, back.Outcome);
        Assert.True(Run(after, DemoCity.Policies, Doctor(Open("Query.person", "ps-heat-lookup"))).IsUnchanged);
    }

    [Fact]
    public void A_link_can_lead_to_nobody_as_a_look_up_can()
    {
        var after = Conditions("ex-heat-pid", conditions => conditions with { SameRegion = false });
        Assert.Equal(SimulatedOutcome.Depends, Single(after, Doctor(Closed("Person.pid", "OUTSIDE_JURISDICTION"))).Outcome);
    }

    [Fact]
    public void A_protected_address_stays_closed()
    {
        var after = Conditions("ps-heat-street", conditions => conditions with { Consent = null, SameRegion = false });
        Assert.True(Run(after, Doctor(Closed("Person.registeredAddress", "NOT_AVAILABLE"))).IsUnchanged);
        Assert.Equal(SimulatedOutcome.Depends, Single(after, Doctor(Closed("Person.registeredAddress", "CONSENT_MISSING"))).Outcome);
    }

    [Fact]
    public void Another_level_is_named()
    {
        var after = PolicyEdit.Rule("ps-heat-street", rule => rule with { Opens = [new FieldLevel(new Coordinate("Person.registeredAddress"), 1)] });
        var line = Single(after, Doctor(Open("Person.registeredAddress", "ps-heat-street") with { Level = "street" }));
        Assert.Equal((SimulatedOutcome.WouldChangeLevel, "street", "region"), (line.Outcome, line.Was, line.Would));
    }

    [Fact]
    public void A_case_number_counts_by_the_form_that_each_version_asks_for()
    {
        var after = Conditions("ps-register-lookup", conditions => conditions with { Case = true });
        var access = Doctor(Open("Query.person", "ps-register-lookup")) with
        {
            ClientId = "clerk", Department = new DepartmentId("public-security"), Roles = ["register-clerk"], Purpose = "register.maintenance",
        };
        Assert.Equal((SimulatedOutcome.WouldClose, "CASE_REQUIRED"), Single(after, access) is var line ? (line.Outcome, line.Would) : default);
    }

    [Fact]
    public void Of_a_version_that_is_not_there_nothing_is_claimed()
    {
        var report = Run(PolicyEdit.Rule("he-heat-risk", _ => null), Doctor(Open("Person.heatRisk", "he-heat-risk")) with { PolicyVersion = "7" });
        Assert.Equal((1L, 1L, 0L), (report.Accesses, report.Unknown, report.Changed));
    }

    [Fact]
    public void What_was_told_to_a_department_closes_where_no_rule_names_it_any_more()
    {
        var joined = new Coordinate("Person.birthDate");
        var before = PolicyEdit.Rule("he-heat-risk", rule => rule with { Joins = [joined] });
        var access = Doctor(Open("Person.heatRisk", "he-heat-risk"), Open("Person.birthDate", "he-heat-risk") with { Joined = true });
        var report = PolicySimulation.Run(DemoCity.Standard, new Dictionary<string, PolicySet> { ["1"] = before }, DemoCity.Policies, [access]);
        Assert.Equal((joined, SimulatedOutcome.WouldClose), Assert.Single(report.Lines) is var line ? (line.Coordinate, line.Outcome) : default);
    }

    [Fact]
    public void Persons_are_counted_once_and_accesses_by_client_and_field()
    {
        var access = Doctor(Open("Person.heatRisk", "he-heat-risk"), Open("Person.elderCare.needsVisit", "ca-heat-visit"));
        var after = PolicyEdit.Rule("he-heat-risk", _ => null);
        after = after with { Rules = [.. after.Rules.Where(rule => rule.Id != "ca-heat-visit")] };
        var report = Run(after, access, access);
        Assert.Equal((2L, 2L), (report.Accesses, report.Changed));
        Assert.Equal(new SimulatedTotal(SimulatedOutcome.WouldClose, 2, 12, 2), Assert.Single(report.Totals));
        Assert.Equal(2, report.Lines.Count);
    }

    [Theory]
    [InlineData("care.heat", null, PurposeState.Registered)]
    [InlineData("care.heat", "NOT_PERMITTED", PurposeState.Registered)]
    [InlineData("care.heat", "PURPOSE_NOT_REGISTERED", PurposeState.NotRegistered)]
    [InlineData("movement.tracking", "PURPOSE_REFUSED", PurposeState.Refused)]
    [InlineData(null, "PURPOSE_REQUIRED", PurposeState.Missing)]
    [InlineData(null, "PURPOSE_NOT_REGISTERED", PurposeState.NotRegistered)]
    public void Whether_a_purpose_was_registered_is_told_by_what_came_out(string? purpose, string? reason, PurposeState state)
    {
        var cell = reason is null ? Open("Person.heatRisk", "he-heat-risk") : Closed("Person.heatRisk", reason);

        var asked = (Doctor(cell) with { Purpose = purpose }).ClassIn(DemoCity.Policies);

        Assert.Equal((state, state == PurposeState.Registered ? purpose : null, "9901"), (asked.PurposeState, asked.Purpose, asked.RegionCode));
    }

    private static PolicySet Conditions(string rule, Func<RuleConditions, RuleConditions> edit) =>
        PolicyEdit.Rule(rule, was => was with { Conditions = edit(was.Conditions) });

    private static SimulationReport Run(PolicySet after, params RecordedAccess[] accesses) => Run(DemoCity.Policies, after, accesses);

    private static SimulationReport Run(PolicySet before, PolicySet after, params RecordedAccess[] accesses) =>
        PolicySimulation.Run(DemoCity.Standard, new Dictionary<string, PolicySet> { ["1"] = before }, after, accesses);

    private static SimulatedLine Single(PolicySet after, RecordedAccess access) => Assert.Single(Run(after, access).Lines);

    private static RecordedAccess Doctor(params RecordedCell[] cells) => new()
    {
        Time = DemoCity.Now,
        PolicyVersion = "1",
        ClientId = "health-community-doctor",
        Department = new DepartmentId("health"),
        Roles = ["community-doctor"],
        Purpose = "care.heat",
        RegionCode = "9901",
        Groups = [new RecordedGroup(Two, cells)],
    };

    private static RecordedCell Open(string field, string rule) => new(new Coordinate(field), "full", rule, null, 3);

    private static RecordedCell Closed(string field, string reason) => new(new Coordinate(field), "none", null, reason, 3);
}
