using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Vocabularies;
using Exchange.UnitTests.Fixtures;
using static Exchange.PolicyTests.Fixtures.SmallPolicies;

namespace Exchange.PolicyTests.Regressions;

/// <summary>
/// Elsewhere a word that nobody knows, among several of which any is enough, made the whole test true, or a denial lapse. Here a word that nobody
/// knows opens nothing, and in a restriction it means everybody.
/// </summary>
public sealed class UnknownWordTests
{
    [Theory]
    [InlineData("other")]
    [InlineData("no.such.purpose")]
    public void A_rule_with_an_unknown_purpose_opens_for_the_known_ones_only(string purpose)
    {
        var table = Of(Rule("a", 3) with { Purposes = ["no.such.purpose", "narrow"] }).Compiled();

        Assert.Empty(table.Decide(Asking(purpose), Birth, DemoCity.Now).Openings);
        Assert.NotEmpty(table.Decide(Asking("narrow"), Birth, DemoCity.Now).Openings);
    }

    [Fact]
    public void A_restriction_with_an_unknown_purpose_is_for_every_purpose()
    {
        var policies = Of(Rule("a", 3)).With(Cap(Birth, 0) with { Purposes = ["no.such.purpose", "other"] });

        Assert.Empty(policies.Compiled().Decide(Asking("wide"), Birth, DemoCity.Now).Openings);
    }

    [Fact]
    public void A_restriction_with_an_unknown_department_is_for_every_department()
    {
        var policies = Of(Rule("a", 3)).With(Cap(Birth, 0) with { Departments = [new DepartmentId("no-such"), new DepartmentId("health")] });

        Assert.Empty(policies.Compiled().Decide(Asking(), Birth, DemoCity.Now).Openings);
    }

    [Fact]
    public void A_restriction_whose_time_is_upside_down_holds_always()
    {
        var policies = Of(Rule("a", 3)).With(Cap(Birth, 0) with { From = DemoCity.Now.AddDays(1), Until = DemoCity.Now.AddDays(-1) });

        Assert.Empty(policies.Compiled().Decide(Asking(), Birth, DemoCity.Now).Openings);
    }

    [Fact]
    public void A_rule_whose_time_is_upside_down_never_holds()
    {
        var turned = RuleConditions.None with { From = DemoCity.Now.AddDays(1), Until = DemoCity.Now.AddDays(-1) };
        var table = Of(Rule("a", 3) with { Conditions = turned }).Compiled();

        Assert.All((int[])[-2, -1, 0, 1, 2], days => Assert.Empty(table.Decide(Asking(), Birth, DemoCity.Now.AddDays(days)).Openings));
    }

    [Theory]
    [InlineData("watch.list")]
    [InlineData("Watch-List.vehicles")]
    public void A_rule_for_a_refused_purpose_opens_nothing_whatever_the_vocabulary_says(string purpose)
    {
        var policies = Of(Rule("a", 3) with { Purposes = [purpose, "wide"] });
        var vocabulary = new Vocabulary(
            policies.Vocabulary.Roles,
            [.. policies.Vocabulary.Purposes, policies.Vocabulary.Purposes[0] with { Code = purpose }],
            policies.Vocabulary.Bases,
            []);

        Assert.Empty((policies with { Vocabulary = vocabulary }).Compiled().Decide(Asking(purpose), Birth, DemoCity.Now).Openings);
    }
}
