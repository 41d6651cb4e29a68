using System.Diagnostics;
using Exchange.Policy;
using Exchange.Policy.Comparison;
using Exchange.Policy.Documents;
using Exchange.UnitTests.Fixtures;

namespace Exchange.PolicyTests.Comparison;

public sealed class PolicyComparisonTests
{
    [Fact]
    public void A_version_does_not_differ_from_itself()
    {
        var watch = Stopwatch.StartNew();
        var difference = Compare(DemoCity.Policies);
        TestContext.Current.TestOutputHelper?.WriteLine($"{watch.ElapsedMilliseconds} ms");
        Assert.True(difference.IsEmpty);
        var cpu = Environment.CpuUsage.TotalTime;
        watch.Restart();
        Compare(DemoCity.Policies);
        TestContext.Current.TestOutputHelper?.WriteLine($"{(Environment.CpuUsage.TotalTime-cpu).TotalMilliseconds} cpu");
        TestContext.Current.TestOutputHelper?.WriteLine($"{watch.ElapsedMilliseconds} ms");
    }

    [Fact]
    public void A_rule_that_is_gone_is_what_its_department_loses()
    {
        var after = PolicyEdit.Rule("he-heat-risk", _ => null);
        var difference = Compare(after);
        var line = Assert.Single(difference.Lines);
        Assert.Equal(
            "health community-doctor, care.heat: loses Person.heatRisk (was at full, with consent care.heat and same region)", line.Sentence.En);
        Assert.False(difference.OpensAnything);
        var back = PolicyComparison.Compare(DemoCity.Standard, after, DemoCity.Policies, DemoCity.Now);
        Assert.Equal("health community-doctor, care.heat: gains Person.heatRisk at full, with consent care.heat and same region", Assert.Single(back.Gains).Sentence.En);
        Assert.True(back.OpensAnything);
    }

    private static PolicyDifference Compare(PolicySet after) =>
        PolicyComparison.Compare(DemoCity.Standard, DemoCity.Policies, after, DemoCity.Now);
}
