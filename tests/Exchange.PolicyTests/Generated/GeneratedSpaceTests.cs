using Exchange.Policy.Decisions;
using Exchange.PolicyTests.Reference;
using Exchange.UnitTests.Fixtures;

namespace Exchange.PolicyTests.Generated;

/// <summary>Policies that nobody wrote, over all that they can tell apart.</summary>
public sealed class GeneratedSpaceTests(ITestOutputHelper output)
{
    private static readonly string[][] RoleSets =
        [[], .. GeneratedPolicies.Roles.Select(role => (string[])[role]), [.. GeneratedPolicies.Roles.Take(2)], [.. GeneratedPolicies.Roles]];

    [Fact]
    public void The_table_says_what_the_documents_say_for_any_policies()
    {
        long cells = 0, records = 0, open = 0;
        foreach (var seed in Seeds.All)
        {
            var made = GeneratedPolicies.Make(DemoCity.Standard, seed);
            var (comparison, disagreement) = Compare(made, seed);
            if (disagreement is not null)
            {
                var least = PolicyShrinker.Shrink(made.Policies, policies => new SpaceComparison(DemoCity.Standard, policies).Differ(disagreement));
                Assert.Fail($"EXCHANGE_SEED={seed} EXCHANGE_POLICY_SETS=1: {disagreement}\n{PolicyShrinker.Describe(least)}");
            }

            (cells, records, open) = (cells + comparison.Cells, records + comparison.Records, open + comparison.Open);
        }

        output.WriteLine($"{Seeds.Sets} sets from seed {Seeds.First}: {cells:N0} cells; with every record {records:N0}, of which {open:N0} open");
    }

    [Fact]
    public void A_decision_is_kept_no_longer_than_until_something_begins_or_ends()
    {
        foreach (var seed in Seeds.All)
        {
            var policies = GeneratedPolicies.Make(DemoCity.Standard, seed).Policies;
            var table = PolicyCompiler.Compile(DemoCity.Standard, policies);
            var times = new DecisionSpace(policies).Boundaries().Order().ToList();
            var moments = times.SelectMany(time => (DateTimeOffset[])[time.AddTicks(-1), time, time.AddTicks(1)]).Append(GeneratedPolicies.Now);

            Assert.All(moments, now =>
            {
                var next = times.FirstOrDefault(time => time > now, DateTimeOffset.MaxValue);
                var kept = table.NextBoundary(now) ?? DateTimeOffset.MaxValue;
                Assert.True(kept > now && kept <= next, $"EXCHANGE_SEED={seed} EXCHANGE_POLICY_SETS=1: at {now:O} kept until {kept:O}, not {next:O}");
            });
        }
    }

    private static (SpaceComparison Comparison, Disagreement? Disagreement) Compare(GeneratedPolicies made, int seed)
    {
        var space = new DecisionSpace(made.Policies);
        var random = new Random(seed);
        var records = made.Coordinates.Distinct().ToDictionary(coordinate => coordinate, coordinate => space.Records(coordinate, most: 16, random));
        var boundaries = space.Boundaries().SelectMany(time => (DateTimeOffset[])[time.AddTicks(-1), time]);
        var hours = space.Moments(GeneratedPolicies.Now).OrderBy(_ => random.Next()).Take(2);
        var moments = boundaries.Concat(hours).Append(GeneratedPolicies.Now).Distinct();
        var comparison = new SpaceComparison(DemoCity.Standard, made.Policies);
        return (comparison, comparison.First(space.Callers(made.Departments, RoleSets), records, moments));
    }
}
