using Exchange.Policy;
using Exchange.Policy.Documents;
using Exchange.Policy.Simulation;
using Exchange.Policy.Vocabularies;
using Exchange.PolicyTests.Comparison;
using Exchange.UnitTests.Fixtures;

namespace Exchange.PolicyTests.Simulation;

/// <summary>A condition that is on record holds, or does not, in every case that is looked at; of one that is not, nothing is known.</summary>
public sealed class RecordedConditionTests
{
    private const string Consent = "consent:care.heat";
    private const string Region = "sameRegion";
    private const string Adult = "notInState:minor";
    private const string NoChild = "notInState:child";

    [Fact]
    public void Without_the_conditions_on_record_it_depends()
    {
        var after = Heat(conditions => conditions with { Consent = null });
        Assert.Equal(SimulatedOutcome.Depends, Outcome(after, "NOT_PERMITTED", [], []));
    }

    [Fact]
    public void What_held_opens_and_what_did_not_hold_stays_closed()
    {
        var after = Heat(conditions => conditions with { SameRegion = true, Consent = "care.heat" });
        Assert.Equal(SimulatedOutcome.WouldOpen, Outcome(after, "NOT_PERMITTED", [Consent, Region], []));
        Assert.Null(Outcome(after, "NOT_PERMITTED", [Region], [Consent]));
        Assert.Null(Outcome(after, "NOT_PERMITTED", [], [Region]));
        Assert.Equal(SimulatedOutcome.Depends, Outcome(after, "NOT_PERMITTED", [Region], []));
    }

    [Fact]
    public void Who_is_no_minor_is_no_child()
    {
        PolicySet Without(RecordState state) => Heat(_ => RuleConditions.None with { NotInState = [state] });
        Assert.Equal(SimulatedOutcome.WouldOpen, Outcome(Without(RecordState.Child), "NOT_PERMITTED", [Adult], []));
        Assert.Null(Outcome(Without(RecordState.Minor), "NOT_PERMITTED", [], [NoChild]));
        Assert.Equal(SimulatedOutcome.Depends, Outcome(Without(RecordState.Minor), "NOT_PERMITTED", [NoChild], []));
        Assert.Equal(SimulatedOutcome.Depends, Outcome(Without(RecordState.Child), "NOT_PERMITTED", [], [Adult]));
    }

    [Fact]
    public void What_is_said_to_have_held_and_not_to_have_held_is_not_known()
    {
        var after = Heat(_ => RuleConditions.None with { SameRegion = true });
        Assert.Equal(SimulatedOutcome.Depends, Outcome(after, "NOT_PERMITTED", [Region], [Region]));
    }

    [Fact]
    public void What_a_department_did_not_answer_opens_for_no_condition()
    {
        var after = Heat(_ => RuleConditions.None with { SameRegion = true });
        Assert.Equal(SimulatedOutcome.Depends, Outcome(after, "SOURCE_UNAVAILABLE", [Region], []));
    }

    [Fact]
    public void Who_belongs_to_a_case_is_not_known_of_another_case()
    {
        var before = PolicyEdit.With(Rule(new RuleConditions { CaseSubject = true }));
        var after = PolicyEdit.With(Rule(new RuleConditions { Case = true, CaseSubject = true, SameRegion = true }));
        var purposes = after.Vocabulary.Purposes.Select(purpose =>
            purpose.Code == "assistance.eligibility" ? purpose with { CaseFormat = null } : purpose);
        var words = before.Vocabulary;
        var without = before with { Vocabulary = new Vocabulary(words.Roles, [.. purposes], words.Bases, words.Scopes) };
        Assert.Equal(SimulatedOutcome.Depends, Run(without, after, "assistance.eligibility", "NOT_PERMITTED", [Region], ["caseSubject"]));
        Assert.Null(Run(before, after, "assistance.eligibility", "NOT_PERMITTED", [Region], ["caseSubject"]));
    }

    // The one rule about heat risk, which is closed in the version that decided.
    private static PolicySet Heat(Func<RuleConditions, RuleConditions> edit) =>
        PolicyEdit.Rule("he-heat-risk", rule => rule with { Conditions = edit(rule.Conditions) });

    private static PolicyRule Rule(RuleConditions conditions) => PolicyEdit.Demo("he-heat-risk") with
    {
        Id = "subject", Purposes = ["assistance.eligibility"], Conditions = conditions,
    };

    private static SimulatedOutcome? Outcome(PolicySet after, string reason, IReadOnlyList<string> held, IReadOnlyList<string> notHeld) =>
        Run(PolicyEdit.Rule("he-heat-risk", _ => null), after, "care.heat", reason, held, notHeld);

    private static SimulatedOutcome? Run(
        PolicySet before, PolicySet after, string purpose, string reason, IReadOnlyList<string> held, IReadOnlyList<string> notHeld)
    {
        var access = new RecordedAccess
        {
            Time = DemoCity.Now,
            PolicyVersion = "1",
            ClientId = "health-community-doctor",
            Department = new DepartmentId("health"),
            Roles = ["community-doctor"],
            Purpose = purpose,
            CaseNumber = "SA-2026-000123",
            RegionCode = "9901",
            Groups = [new RecordedGroup([], [new RecordedCell(new Coordinate("Person.heatRisk"), "none", null, reason, 1)]) { Held = held, NotHeld = notHeld }],
        };
        return PolicySimulation.Run(DemoCity.Standard, new Dictionary<string, PolicySet> { ["1"] = before }, after, [access]).Lines.SingleOrDefault()?.Outcome;
    }
}
