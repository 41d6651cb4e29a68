using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.UnitTests.Fixtures;

namespace Exchange.PolicyTests.Reference;

/// <summary>The policies that the repository ships, over all that they can tell apart.</summary>
public sealed class DemoSpaceTests(ITestOutputHelper output)
{
    private static readonly DataStandard Standard = DemoCity.Standard;
    private static readonly PolicySet Policies = DemoCity.Policies;

    [Fact]
    public void The_table_says_what_the_documents_say_over_the_whole_space()
    {
        var space = new DecisionSpace(Policies);
        var random = new Random(1);
        var records = Standard.Fields.Concat(Standard.OutsideGraph).Select(field => field.Coordinate).Append(new Coordinate("Person.noSuch"))
            .ToDictionary(coordinate => coordinate, coordinate => space.Records(coordinate, most: 256, random));
        var departments = Standard.Departments.Select(card => card.Code).Concat(Policies.Vocabulary.Departments.Select(receiver => receiver.Code));
        var callers = space.Callers(departments, RoleSets()).ToList();
        var moments = space.Moments(DemoCity.Now);
        var comparison = new SpaceComparison(Standard, Policies);

        var disagreement = comparison.First(callers, records, moments);

        Assert.Null(disagreement);
        output.WriteLine(
            $"{callers.Count:N0} caller classes × {records.Count} fields × {moments.Count} moments = {comparison.Cells:N0} cells; "
            + $"with every record {comparison.Records:N0}, of which {comparison.Open:N0} open");
    }

    // None, each, all, and neighbours among those that rules name.
    private static List<string[]> RoleSets()
    {
        var roles = Policies.Vocabulary.Roles.Select(role => role.Code).ToList();
        var named = roles.Where(role => Policies.Rules.Any(rule => rule.Roles.Contains(role))).ToList();
        return [[], [.. roles], .. roles.Select(role => (string[])[role]), .. named.Zip(named.Skip(1), (one, other) => (string[])[one, other])];
    }
}
