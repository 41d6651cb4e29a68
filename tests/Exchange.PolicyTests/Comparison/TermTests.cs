using Exchange.Policy;
using Exchange.Policy.Comparison;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;
using Exchange.PolicyTests.Fixtures;
using Exchange.UnitTests.Fixtures;

namespace Exchange.PolicyTests.Comparison;

/// <summary>What changes beside the decisions is told too, and whether it opens.</summary>
public sealed class TermTests
{
    private static readonly Title Untitled = new("题", "title");

    [Fact]
    public void Less_asked_of_who_reads_opens_and_more_does_not()
    {
        PolicySet With(Obligations obligations) => PolicyEdit.Rule("ca-heat-emergency", rule => rule with { Obligations = obligations });
        var was = new Obligations(NotifyPerson: true, ReviewWithinHours: 24, KeepDays: 30);
        AssertTerm(With(was), With(was with { ReviewWithinHours = 12 }), "obligations ca-heat-emergency", opens: false);
        AssertTerm(With(was), With(was with { KeepDays = 31 }), "obligations ca-heat-emergency", opens: true);
        AssertTerm(With(was), With(was with { ReviewWithinHours = null }), "obligations ca-heat-emergency", opens: true);
        AssertTerm(With(was), With(was with { NotifyPerson = false }), "obligations ca-heat-emergency", opens: true);
    }

    [Fact]
    public void A_rule_of_another_name_that_opens_the_same_and_asks_less_opens()
    {
        static PolicySet With(string id, Obligations obligations) =>
            PolicyEdit.Rule("ca-heat-emergency", rule => rule with { Id = id, Obligations = obligations });
        var asked = new Obligations(NotifyPerson: true, ReviewWithinHours: 24, KeepDays: null);

        Assert.Contains(Terms(With("one", asked), With("other", Obligations.None)), term => term is { Id: "other", Opens: true });
        Assert.DoesNotContain(Terms(With("one", Obligations.None), With("other", asked)), term => term.Opens);
        Assert.DoesNotContain(Terms(With("one", asked), With("other", asked)), term => term.Opens);
    }

    [Fact]
    public void A_rule_that_asks_less_opens_where_the_one_that_asked_more_is_gone_and_also_beside_it()
    {
        var strict = DemoCity.Policies.Rules.First(rule => rule.Id == "ca-heat-emergency") with { Obligations = new Obligations(true, 24, null) };
        var loose = strict with { Id = "loose", Obligations = Obligations.None };
        PolicySet With(params PolicyRule[] rules) => DemoCity.Policies with
        {
            Rules = [.. DemoCity.Policies.Rules.Where(rule => rule.Id != strict.Id), .. rules],
        };

        Assert.Contains(Terms(With(strict), With(strict, loose)), term => term.Opens);
        Assert.Contains(Terms(With(strict, loose), With(loose)), term => term.Opens);
        Assert.DoesNotContain(Terms(With(strict, loose), With(strict)), term => term.Opens);
        Assert.DoesNotContain(Terms(With(strict, loose), With(loose, strict)), term => term.Opens);
    }

    [Theory]
    [InlineData("wide", "narrow", true)]
    [InlineData("narrow", "wide", true)]
    [InlineData("", "narrow", true)]
    [InlineData("narrow", "other", false)]
    public void A_rule_for_a_purpose_counts_where_one_for_a_wider_or_narrower_one_takes_its_place(string was, string now, bool opens)
    {
        static PolicySet For(string id, string purpose, Obligations obligations, string article) => SmallPolicies.Of(
            SmallPolicies.Rule(id, 1) with { Purposes = purpose.Length == 0 ? [] : [purpose], Obligations = obligations, Article = article });
        var asked = new Obligations(NotifyPerson: true, ReviewWithinHours: 24, KeepDays: null);
        bool Opens(PolicySet before, PolicySet after) =>
            PolicyComparison.Compare(DemoCity.Standard, before, after, DemoCity.Now).Terms.Any(term => term.Opens);

        Assert.Equal(opens, Opens(For("one", was, asked, "art. 1"), For("other", now, Obligations.None, "art. 1")));
        Assert.Equal(opens, Opens(For("one", was, asked, "art. 1"), For("other", now, asked, "art. 2")));
        Assert.False(Opens(For("one", was, asked, "art. 1"), For("other", now, asked, "art. 1")));
    }

    [Fact]
    public void Another_article_is_told()
    {
        var after = PolicyEdit.Rule("ca-heat-emergency", rule => rule with { Article = "another" });
        AssertTerm(DemoCity.Policies, after, "basis ca-heat-emergency", opens: true);
    }

    [Fact]
    public void Budgets_are_compared_by_what_they_leave()
    {
        PolicySet With(params PersonBudget[] budgets) => DemoCity.Policies with { Budgets = budgets };
        var wide = new PersonBudget("wide", Untitled, [], [], 500);
        var narrow = new PersonBudget("narrow", Untitled, [new DepartmentId("health")], ["care.heat"], 100);
        Assert.Empty(Terms(With(wide), With(wide, narrow with { Persons = 900 })));
        Assert.Equal("health, care.heat: persons a day were 500, are 100", Assert.Single(Terms(With(wide), With(wide, narrow))).Sentence.En);
        Assert.False(Terms(With(wide), With(wide, narrow))[0].Opens);
        Assert.True(Assert.Single(Terms(With(wide, narrow), With(wide))).Opens);
        Assert.True(Assert.Single(Terms(With(wide), With())).Opens);
    }

    [Fact]
    public void A_threshold_within_another_closes()
    {
        PolicySet Values(params string[] values) => With(new ThresholdValues(new Coordinate("Person.ageAtLeast"), "years", values, DateGrid.None));
        PolicySet Dates(DateGrid dates) => With(new ThresholdValues(new Coordinate("Place.topicStats"), "since", [], dates));
        static PolicySet With(ThresholdValues threshold) => DemoCity.Policies with { Thresholds = [threshold] };
        AssertTerm(Values("14", "18"), Values("18"), "threshold Person.ageAtLeast(years)", opens: false);
        AssertTerm(Values("14", "18"), Values("18", "60"), "threshold Person.ageAtLeast(years)", opens: true);
        AssertTerm(Dates(DateGrid.Month), Dates(DateGrid.Year), "threshold Place.topicStats(since)", opens: false);
        AssertTerm(Dates(DateGrid.Quarter), Dates(DateGrid.Month), "threshold Place.topicStats(since)", opens: true);
        AssertTerm(Values("14"), DemoCity.Policies with { Thresholds = [] }, "threshold Person.ageAtLeast(years)", opens: false);
        Assert.Empty(Terms(Values("14", "18"), Values("18", "14")));
    }

    [Fact]
    public void A_combination_that_is_gone_or_another_opens()
    {
        var combination = new Combination
        {
            Id = "means",
            Title = Untitled,
            Groups = [[new Coordinate("Person.pension.amount")], [new Coordinate("Person.heatRisk")]],
            Span = CombinationSpan.Day,
            Case = true,
        };
        PolicySet With(params Combination[] all) => DemoCity.Policies with { Combinations = all };
        AssertTerm(With(), With(combination), "combination means", opens: false);
        AssertTerm(With(combination), With(), "combination means", opens: true);
        AssertTerm(With(combination), With(combination with { Span = CombinationSpan.Answer }), "combination means", opens: true);
        AssertTerm(
            With(combination with { Case = false, Roles = ["mediator"] }),
            With(combination with { Case = false, Purposes = ["mediator"] }),
            "combination means",
            opens: true);
    }

    [Fact]
    public void A_combination_that_is_new_beside_another_of_the_same_field_or_changes_places_with_it_opens()
    {
        static Combination Of(string id, params string[] fields) => new()
        {
            Id = id,
            Title = Untitled,
            Groups = [.. fields.Select(field => (IReadOnlyList<Coordinate>)[new Coordinate(field)])],
            Span = CombinationSpan.Day,
            Case = true,
        };
        PolicySet With(params Combination[] all) => DemoCity.Policies with { Combinations = all };
        var (means, heat, phone) = (
            Of("means", "Person.pension.amount", "Person.heatRisk"), Of("heat", "Person.heatRisk", "Person.alive"), Of("phone", "Person.name", "Person.phone"));

        AssertTerm(With(means), With(heat, means), "combination heat", opens: true);
        AssertTerm(With(means), With(phone, means), "combination phone", opens: false);
        AssertTerm(With(heat, means), With(means, heat), "combination means", opens: true);
        Assert.Empty(Terms(With(phone, means), With(means, phone)));
        Assert.DoesNotContain(Terms(With(), With(heat, means)), term => term.Opens);
    }

    [Fact]
    public void A_restriction_that_keeps_a_third_department_from_what_a_rule_has_told_opens_where_it_goes_or_keeps_less()
    {
        var told = new Coordinate("Person.residence.regionCode");
        var joining = PolicyEdit.Rule("ca-heat-emergency", rule => rule with { Joins = [told] });
        var kept = new Restriction
        {
            Id = "kept",
            Owner = new DepartmentId("public-security"),
            Title = Untitled,
            Caps = [new FieldLevel(told, 0)],
            Departments = [new DepartmentId("planning"), new DepartmentId("housing")],
            Purposes = [],
        };
        PolicySet With(params Restriction[] all) => joining with { Restrictions = all };

        Assert.Contains(Terms(With(kept), With()), term => term is { Id: "kept", Opens: true });
        Assert.Contains(Terms(With(kept), With(kept with { Departments = [kept.Departments[0]] })), term => term.Opens);
        Assert.Contains(Terms(With(kept), With(kept with { Purposes = ["care.heat"] })), term => term.Opens);
        Assert.Contains(Terms(With(kept), With(kept with { Until = DemoCity.Now })), term => term.Opens);
        Assert.DoesNotContain(Terms(With(kept), With(kept with { Departments = [] })), term => term.Opens);
        Assert.DoesNotContain(Terms(With(), With(kept)), term => term.Opens);
        Assert.DoesNotContain(Terms(DemoCity.Policies with { Restrictions = [kept] }, DemoCity.Policies with { Restrictions = [] }), term => term.Opens);
    }

    [Fact]
    public void A_scope_that_covers_more_opens()
    {
        PolicySet Covering(params string[] fields) => DemoCity.Policies with
        {
            Vocabulary = new Vocabulary(
                DemoCity.Policies.Vocabulary.Roles,
                DemoCity.Policies.Vocabulary.Purposes,
                DemoCity.Policies.Vocabulary.Bases,
                [
                    .. DemoCity.Policies.Vocabulary.Scopes,
                    new ConsentScope("another", Untitled, [.. fields.Select(field => new Coordinate(field))]),
                ])
            {
                Departments = DemoCity.Policies.Vocabulary.Departments,
            },
        };
        AssertTerm(Covering("Person.alive", "Person.name"), Covering("Person.alive"), "scope another", opens: false);
        AssertTerm(Covering("Person.alive"), Covering("Person.alive", "Person.name"), "scope another", opens: true);
    }

    private static void AssertTerm(PolicySet before, PolicySet after, string what, bool opens)
    {
        var term = Assert.Single(Terms(before, after));
        Assert.Equal((what, opens), ($"{term.Kind} {term.Id}", term.Opens));
        Assert.NotEqual(term.Sentence.En, term.Sentence.Zh);
    }

    private static IReadOnlyList<TermChange> Terms(PolicySet before, PolicySet after)
    {
        var difference = PolicyComparison.Compare(DemoCity.Standard, before, after, DemoCity.Now);
        Assert.Empty(difference.Lines);
        return difference.Terms;
    }
}
