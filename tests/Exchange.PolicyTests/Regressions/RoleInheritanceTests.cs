using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.UnitTests.Fixtures;
using static Exchange.PolicyTests.Fixtures.SmallPolicies;

namespace Exchange.PolicyTests.Regressions;

/// <summary>
/// Where roles inherit from each other, a role below a role below a role came to what nobody had given it, or lifted what denied it. Here a role is
/// its name, and a caller's roles give what the best of them gives.
/// </summary>
public sealed class RoleInheritanceTests
{
    [Theory]
    [InlineData("one.senior")]
    [InlineData("one/deputy")]
    [InlineData("One")]
    [InlineData("one ")]
    [InlineData("")]
    [InlineData("*")]
    public void A_role_that_looks_like_another_inherits_nothing_from_it(string role)
    {
        var table = Of(Rule("a", 3)).Compiled();

        Assert.Empty(table.Decide(In(role), Birth, DemoCity.Now).Openings);
        Assert.NotEmpty(table.Decide(In("one"), Birth, DemoCity.Now).Openings);
    }

    [Fact]
    public void A_second_role_does_not_lift_a_restriction()
    {
        var policies = Of(Rule("a", 3) with { Roles = ["one"] }, Rule("b", 2) with { Roles = ["two"] }).With(Cap(Birth, 1));

        var decision = policies.Compiled().Decide(In("one", "two"), Birth, DemoCity.Now);

        Assert.All(decision.Openings, opening => Assert.Equal(1, opening.Level));
    }

    [Fact]
    public void Two_roles_do_not_add_up_to_a_level_that_neither_of_them_has()
    {
        var policies = Of(
            Rule("a", 1) with { Roles = ["one"] },
            Rule("b", 3) with { Roles = ["two"], Conditions = RuleConditions.None with { Consent = "scope", SameRegion = true } });

        var openings = policies.Compiled().Decide(In("one", "two"), Birth, DemoCity.Now).Openings;

        Assert.Equal([(3, 2), (1, 0)], openings.Select(opening => (opening.Level, opening.Conditions.Count)));
    }

    private static CallerClass In(params string[] roles) => new(Housing, roles, PurposeState.Registered, "wide", "9901", false, false);
}
