using Exchange.Policy.Documents;
using Exchange.UnitTests.Fixtures;

namespace Exchange.PolicyTests.Comparison;

/// <summary>Versions of the demo's policies with one thing changed.</summary>
internal static class PolicyEdit
{
    /// <summary>The demo's policies with one rule replaced; none instead of it where the edit gives null.</summary>
    public static PolicySet Rule(string id, Func<PolicyRule, PolicyRule?> edit)
    {
        Assert.Contains(DemoCity.Policies.Rules, rule => rule.Id == id);
        return DemoCity.Policies with { Rules = [.. DemoCity.Policies.Rules.Select(rule => rule.Id == id ? edit(rule) : rule).OfType<PolicyRule>()] };
    }

    /// <summary>The demo's policies with one more rule.</summary>
    public static PolicySet With(PolicyRule rule) => DemoCity.Policies with { Rules = [.. DemoCity.Policies.Rules, rule] };

    /// <summary>The demo's policies with one more restriction.</summary>
    public static PolicySet With(Restriction restriction) =>
        DemoCity.Policies with { Restrictions = [.. DemoCity.Policies.Restrictions, restriction] };

    /// <summary>The rule of that id.</summary>
    public static PolicyRule Demo(string id) => DemoCity.Policies.Rules.Single(rule => rule.Id == id);
}
