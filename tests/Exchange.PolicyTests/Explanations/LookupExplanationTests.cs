using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Explanations;
using Exchange.Policy.Publishing;
using Exchange.Policy.Standard;
using Exchange.PolicyTests.Comparison;
using Exchange.UnitTests.Fixtures;

namespace Exchange.PolicyTests.Explanations;

/// <summary>A look-up is open where presence is, and its explanation says so.</summary>
public sealed class LookupExplanationTests
{
    private const string Doctor = "health-community-doctor";
    private static readonly Coordinate Presence = new("Person.pid");

    [Theory]
    [InlineData("Query.person", "en", "withheld: Query.person (NOT_PERMITTED) ", "restriction brake:1 of exchange closes what rule ex-heat-pid opens")]
    [InlineData("Query.people", "zh", "不予提供：Query.people（NOT_PERMITTED）", "exchange 的限制 brake:1 关闭了规则 ex-heat-pid 的开放")]
    public void Under_a_brake_on_presence_a_look_up_is_withheld_and_names_the_brake(string lookup, string lang, string beginning, string why)
    {
        var policies = DemoCity.Policies.Under([Brake()], DemoCity.Standard);

        var explanation = Explain(policies, lookup, lang);
        var cell = Cell(policies, lookup, ReasonCode.NotPermitted, lang);

        Assert.Equal((lookup, Effect.Withheld, ReasonCode.NotPermitted, "none", "brake:1", "ex-heat-pid"), (
            explanation.Coordinate.Value, explanation.Effect, explanation.Reason, explanation.Level, explanation.Restriction, explanation.Rule));
        Assert.Empty(explanation.Openings);
        Assert.StartsWith(beginning, explanation.Sentence, StringComparison.Ordinal);
        Assert.Contains(why, explanation.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', explanation.Sentence);
        Assert.Equal(explanation.Sentence, cell);
    }

    [Fact]
    public void A_restriction_on_presence_for_one_department_closes_the_look_ups_of_no_other()
    {
        var policies = PolicyEdit.With(new Restriction
        {
            Id = "nobody-there",
            Owner = DataStandard.Hub,
            Title = new Title("题", "title"),
            Caps = [new FieldLevel(Presence, 0)],
            Departments = [new DepartmentId("health")],
            Purposes = [],
        });

        Assert.Equal("nobody-there", Explain(policies, "Query.person").Restriction);
        Assert.Equal(Effect.Open, Explain(policies, "Query.person", client: "housing-housing-clerk").Effect);
        Assert.Equal(Effect.Open, Explain(policies, "Query.organization").Effect);
    }

    [Theory]
    [InlineData("en", "consent care.heat")]
    [InlineData("zh", "本人同意 care.heat")]
    public void What_presence_asks_for_the_look_up_asks_for(string lang, string words)
    {
        var policies = PolicyEdit.Rule("ex-heat-pid", rule => rule with { Conditions = rule.Conditions with { Consent = "care.heat" } });

        var explanation = Explain(policies, "Query.person", lang);

        Assert.Equal((Effect.Open, "ps-heat-lookup"), (explanation.Effect, explanation.Rule));
        Assert.Equal(
            [new SameRegionCondition(), new ConsentCondition("care.heat")], Assert.Single(explanation.Openings).Conditions.OrderBy(each => each.Reason));
        Assert.Contains("ps-heat-lookup", explanation.Sentence, StringComparison.Ordinal);
        Assert.Contains("ex-heat-pid", explanation.Sentence, StringComparison.Ordinal);
        Assert.Contains(words, explanation.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("ex-heat-pid", Explain(DemoCity.Policies, "Query.person", lang).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_look_up_itself_lacks_is_told_first()
    {
        var policies = DemoCity.Policies.Under([Brake()], DemoCity.Standard);
        var officer = DemoCity.Asking("civil-affairs-assistance-officer", hasCase: false);

        var explanation = PolicyExplainer.Explain(DemoCity.Standard, policies, officer, new Coordinate("Query.person"), DemoCity.Now, "en");

        Assert.Equal((ReasonCode.CaseRequired, "ps-assistance-lookup"), (explanation.Reason, explanation.Rule));
    }

    [Fact]
    public void What_the_owners_schema_demands_is_asked_where_presence_is_open()
    {
        var demands = new OwnerDemands([new DemandedNames(new DepartmentId("public-security"), [["people:read"]])], []);
        var open = PolicyExplainer.Explain(
            DemoCity.Standard, DemoCity.Policies, DemoCity.Asking(Doctor), new Coordinate("Query.person"), DemoCity.Now, "en", demands);
        var braked = PolicyExplainer.Explain(
            DemoCity.Standard, DemoCity.Policies.Under([Brake()], DemoCity.Standard), DemoCity.Asking(Doctor), new Coordinate("Query.person"), DemoCity.Now,
            "en", demands);

        Assert.Contains("demands people:read", open.Sentence, StringComparison.Ordinal);
        Assert.Equal("brake:1", braked.Restriction);
    }

    [Theory]
    [InlineData("en", "of which all of this holds: not under 18, same region, consent care.heat; it may be nobody's")]
    [InlineData("zh", "没有同时满足以下条件的记录：非未满18周岁者、同一辖区、本人同意 care.heat；也可能不存在")]
    public void A_look_up_that_found_nobody_names_all_that_may_have_been_lacking(string lang, string all)
    {
        var policies = PolicyEdit.Rule("ps-heat-lookup", rule => rule with
        {
            Conditions = rule.Conditions with { Consent = "care.heat", NotInState = [RecordState.Minor] },
        });

        Assert.Contains(all, Cell(policies, "Query.person", ReasonCode.OutsideJurisdiction, lang), StringComparison.Ordinal);
        Assert.DoesNotContain("18", Cell(policies, "Query.person", ReasonCode.NotPermitted, lang), StringComparison.Ordinal);
        Assert.Contains("9901", Cell(DemoCity.Policies, "Query.person", ReasonCode.OutsideJurisdiction, lang), StringComparison.Ordinal);
    }

    private static PolicyBrake Brake() => PolicyBrake.Pull(
        "1", null, BrakeKind.Field, Presence.Value, "why", new PolicyActor("a", null, ["policy-admin"]), DemoCity.Now, DemoCity.Standard,
        DemoCity.Policies.Vocabulary).Next!;

    private static Explanation Explain(PolicySet policies, string field, string lang = "en", string client = Doctor) =>
        PolicyExplainer.Explain(DemoCity.Standard, policies, DemoCity.Asking(client), new Coordinate(field), DemoCity.Now, lang);

    private static string Cell(PolicySet policies, string field, ReasonCode reason, string lang) => CellExplainer.Explain(
        DemoCity.Standard, policies, DemoCity.Asking(Doctor), new AnsweredCell(new Coordinate(field), "none", null, reason), DemoCity.Now, lang);
}
