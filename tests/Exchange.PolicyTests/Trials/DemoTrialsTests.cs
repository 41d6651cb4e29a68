using Exchange.Policy.Trials;
using Exchange.UnitTests.Fixtures;

namespace Exchange.PolicyTests.Trials;

public sealed class DemoTrialsTests
{
    private static readonly Lazy<TrialReport> Report = new(() => PolicyTrials.Run(DemoCity.Standard, DemoCity.Policies, DemoCity.PolicyDocuments));

    [Fact]
    public void The_demos_policies_pass_their_own_tests()
    {
        Assert.Empty(Report.Value.Findings);
        var failures =
            from result in Report.Value.Results
            from failure in result.Failures
            select $"{result.File}:{result.Line}: {result.Name}: {failure.Coordinate}: expected {failure.Expected}, decided {failure.Actual}";
        Assert.True(Report.Value.IsPassed, string.Join('\n', failures));
        Assert.Equal((Report.Value.Results.Count, 0), (Report.Value.Passed, Report.Value.Failed));
    }

    [Theory]
    [InlineData("N0", "N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8", "N9", "N10", "N11", "N13", "N14", "N16", "N19")]
    [InlineData("S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9", "S10", "S11", "S12")]
    [InlineData("A1", "A2", "A3", "A4", "A5", "A6", "A7", "A9", "A10", "A11", "A12")]
    public void Every_row_scenario_and_abuse_that_policy_decides_has_a_test(params string[] rows)
    {
        var tried = Report.Value.Results.Select(result => result.Name.Split(' ')[0]).ToHashSet();
        Assert.Empty(rows.Except(tried));
    }
}
