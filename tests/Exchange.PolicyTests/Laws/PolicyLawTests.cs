using Exchange.Policy.Documents;
using Exchange.PolicyTests.Generated;
using Exchange.UnitTests.Fixtures;

namespace Exchange.PolicyTests.Laws;

/// <summary>What a change of the policies may do to what comes out, whatever the policies are.</summary>
public sealed class PolicyLawTests
{
    [Fact]
    public void A_restriction_never_grants() => Law.OfPolicies(Relation.NoMore, (policies, made, random) =>
    {
        var others = GeneratedPolicies.Make(DemoCity.Standard, random.Next()).Policies.Restrictions;
        var more = others.Select(other => other with { Caps = [.. made.Coordinates.Select(each => new FieldLevel(each, random.Next(3)))] });
        return policies with { Restrictions = [.. policies.Restrictions, .. more] };
    });

    [Fact]
    public void A_rule_never_removes() => Law.OfPolicies(Relation.NoMore, (policies, _, random) =>
        policies with { Rules = [.. policies.Rules.Where(_ => random.Next(2) == 0)] });

    [Fact]
    public void One_more_condition_of_a_rule_never_grants() => Law.OfPolicies(Relation.NoMore, (policies, made, random) => policies with
    {
        Rules = [.. policies.Rules.Select(rule => rule with { Conditions = Stricter(rule.Conditions, random) })],
    });

    [Fact]
    public void A_rule_for_a_shorter_time_never_grants() => Law.OfPolicies(Relation.NoMore, (policies, _, random) => policies with
    {
        Rules =
        [
            .. policies.Rules.Select(rule => rule with
            {
                Conditions = rule.Conditions with
                {
                    From = rule.Conditions.From?.AddHours(random.Next(20)) ?? GeneratedPolicies.Now.AddHours(random.Next(-40, 40)),
                    Until = rule.Conditions.Until?.AddHours(-random.Next(20)),
                },
            }),
        ],
    });

    [Fact]
    public void A_restriction_for_all_time_never_grants() => Law.OfPolicies(Relation.NoMore, (policies, _, _) => policies with
    {
        Restrictions = [.. policies.Restrictions.Select(restriction => restriction with { From = null, Until = null })],
    });

    [Fact]
    public void A_rule_for_the_wider_purpose_covers_the_narrower_ones() => Law.OfPolicies(Relation.NoLess, (policies, _, _) => policies with
    {
        Rules = [.. policies.Rules.Select(rule => rule with { Purposes = Wider(policies, rule.Purposes) })],
    });

    [Fact]
    public void A_restriction_for_the_wider_purpose_covers_the_narrower_ones() => Law.OfPolicies(Relation.NoMore, (policies, _, _) => policies with
    {
        Restrictions = [.. policies.Restrictions.Select(restriction => restriction with { Purposes = Wider(policies, restriction.Purposes) })],
    });

    [Fact]
    public void The_order_of_documents_means_nothing() => Law.OfPolicies(Relation.Same, (policies, _, random) => policies with
    {
        Rules = [.. policies.Rules.OrderBy(_ => random.Next())],
        Restrictions = [.. policies.Restrictions.OrderBy(_ => random.Next())],
    });

    private static List<string> Wider(PolicySet policies, IReadOnlyList<string> purposes) =>
        [.. purposes.Select(code => policies.Vocabulary.FindPurpose(code)?.Parent ?? code)];

    private static RuleConditions Stricter(RuleConditions conditions, Random random) => random.Next(9) switch
    {
        0 => conditions with { Case = true },
        1 => conditions with { Emergency = true },
        2 => conditions with { SameRegion = true },
        3 => conditions with { OwnRecord = true },
        4 => conditions with { CaseSubject = true },
        5 => conditions with { OnePlace = true },
        6 => conditions with { NotInState = [.. conditions.NotInState, RecordState.Minor] },
        7 => conditions with { Consent = conditions.Consent ?? "scope.one" },
        _ => conditions with { Hours = conditions.Hours ?? new DailyHours(new TimeOnly(9, 0), new TimeOnly(17, 0), 0b0111110) },
    };
}
