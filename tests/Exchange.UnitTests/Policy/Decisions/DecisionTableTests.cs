using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Policy.Decisions;

public class DecisionTableTests
{
    private static readonly Coordinate Birth = new("Person.birthDate");
    private static readonly DepartmentId Housing = new("housing");

    [Fact]
    public void A_rule_for_a_wider_purpose_serves_the_narrower_one_and_not_the_other_way_round()
    {
        var table = Compile(Rule("wide", 3, purpose: "wide"), Rule("narrow", 3, purpose: "narrow") with { Departments = [new("health")] });
        Assert.Single(table.Decide(Caller("narrow"), Birth, DemoCity.Now).Openings);
        Assert.Empty(table.Decide(Caller("wide", "health"), Birth, DemoCity.Now).Openings);
    }

    [Fact]
    public void A_refused_purpose_opens_nothing_even_when_a_document_smuggles_it_in()
    {
        var table = Compile(Rule("smuggled", 3, purpose: "watch.list.people"));
        Assert.Empty(table.Decide(Caller("watch.list.people"), Birth, DemoCity.Now).Openings);
    }

    [Fact]
    public void Of_several_reasons_the_one_that_came_furthest_is_told()
    {
        var byCase = Rule("by-case", 3) with { Conditions = RuleConditions.None with { Case = true } };
        var byEmergency = Rule("by-emergency", 3) with { Conditions = RuleConditions.None with { Emergency = true } };
        Assert.Equal(ReasonCode.CaseRequired, Compile(byCase).Decide(Caller("wide"), Birth, DemoCity.Now).Closed);
        Assert.Equal(ReasonCode.EmergencyRequired, Compile(byCase, byEmergency).Decide(Caller("wide"), Birth, DemoCity.Now).Closed);
    }

    [Fact]
    public void A_rule_counts_from_its_first_moment_until_before_its_last()
    {
        var until = DemoCity.Now.AddHours(1);
        var table = Compile(Rule("short", 3) with { Conditions = RuleConditions.None with { From = DemoCity.Now, Until = until } });
        Assert.Empty(table.Decide(Caller("wide"), Birth, DemoCity.Now.AddTicks(-1)).Openings);
        Assert.Single(table.Decide(Caller("wide"), Birth, DemoCity.Now).Openings);
        Assert.Equal(ReasonCode.NotPermitted, table.Decide(Caller("wide"), Birth, until).Closed);
        Assert.Equal(DemoCity.Now, table.NextBoundary(DemoCity.Now.AddDays(-1)));
        Assert.Equal(until, table.NextBoundary(DemoCity.Now));
        Assert.Null(table.NextBoundary(until));
    }

    [Fact]
    public void A_restriction_caps_what_any_role_opens()
    {
        var policies = Policies(Rule("a", 3), Rule("b", 2)) with { Restrictions = [Cap(1)] };
        var decision = PolicyCompiler.Compile(DemoCity.Standard, policies).Decide(Caller("wide"), Birth, DemoCity.Now);
        Assert.Equal([1, 1], decision.Openings.Select(opening => opening.Level));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(99)]
    public void An_error_in_a_restriction_closes(int level)
    {
        var policies = Policies(Rule("a", 3)) with { Restrictions = [Cap(level)] };
        Assert.Empty(PolicyCompiler.Compile(DemoCity.Standard, policies).Decide(Caller("wide"), Birth, DemoCity.Now).Openings);
    }

    [Fact]
    public void A_restriction_for_somebody_unknown_applies_to_all()
    {
        foreach (var cap in (Restriction[])[Cap(0) with { Departments = [new("hosing")] }, Cap(0) with { Purposes = ["wied"] }])
        {
            var policies = Policies(Rule("a", 3)) with { Restrictions = [cap] };
            Assert.Empty(PolicyCompiler.Compile(DemoCity.Standard, policies).Decide(Caller("wide"), Birth, DemoCity.Now).Openings);
        }
    }

    [Fact]
    public void A_rule_without_purpose_never_opens_personal_data()
    {
        var table = Compile(Rule("loose", 3) with { Purposes = [] });
        Assert.Equal(ReasonCode.NotPermitted, table.Decide(Caller("wide"), Birth, DemoCity.Now).Closed);
    }

    [Fact]
    public void Openings_of_one_level_come_in_the_order_of_bases()
    {
        var table = Compile(
            Rule("z-duty", 2), Rule("a-consent", 2) with { Basis = "consent" }, Rule("low", 1),
            Rule("high", 3) with { Basis = "own-data" });
        var openings = table.Decide(Caller("wide"), Birth, DemoCity.Now).Openings;
        Assert.Equal(["high", "z-duty", "a-consent", "low"], openings.Select(opening => opening.Rule));
    }

    [Fact]
    public void A_rule_that_two_roles_of_a_caller_meet_opens_once()
    {
        var table = Compile(Rule("both", 3) with { Roles = ["one", "two"] });
        var caller = new CallerClass(Housing, ["one", "two"], PurposeState.Registered, "wide", null, false, false);
        Assert.Single(table.Decide(caller, Birth, DemoCity.Now).Openings);
    }

    private static DecisionTable Compile(params PolicyRule[] rules) => PolicyCompiler.Compile(DemoCity.Standard, Policies(rules));

    private static PolicySet Policies(params PolicyRule[] rules)
    {
        var title = new Title("题", "title");
        var vocabulary = new Vocabulary(
            [new Role("one", title), new Role("two", title)],
            [
                new Purpose("wide", title, null, null, null), new Purpose("narrow", title, "wide", null, null),
                new Purpose("watch.list.people", title, null, null, null),
            ],
            DemoCity.Policies.Vocabulary.Bases,
            []);
        return new PolicySet(vocabulary, rules, [], []);
    }

    private static CallerClass Caller(string purpose, string department = "housing") =>
        new(new(department), ["one"], PurposeState.Registered, purpose, "9901", false, false);

    private static PolicyRule Rule(string id, int level, string purpose = "wide") => new()
    {
        Id = id,
        Owner = new("public-security"),
        Title = new Title("题", "title"),
        Opens = [new FieldLevel(Birth, level)],
        Departments = [Housing],
        Roles = ["one"],
        Purposes = [purpose],
        Basis = "statutory-duty",
        Article = "art. 1",
    };

    private static Restriction Cap(int level) => new()
    {
        Id = "cap",
        Owner = new("public-security"),
        Title = new Title("题", "title"),
        Caps = [new FieldLevel(Birth, level)],
        Departments = [],
        Purposes = [],
    };
}
