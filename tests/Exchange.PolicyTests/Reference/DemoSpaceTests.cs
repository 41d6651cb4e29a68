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
        var fields = Standard.Fields.Concat(Standard.OutsideGraph).Select(field => field.Coordinate).Append(new Coordinate("Person.noSuch")).ToList();
        var departments = Standard.Departments.Select(card => card.Code).Concat(Policies.Vocabulary.Departments.Select(receiver => receiver.Code));
        var callers = space.Callers(departments, RoleSets()).ToList();
        var comparison = new SpaceComparison(Standard, Policies);

        Assert.Null(comparison.First(callers, Records(space, fields), [DemoCity.Now]));

        // At other times only what a document with a time is about can be another.
        var moments = space.Moments(DemoCity.Now);
        Assert.Null(comparison.First(callers, Records(space, fields.Where(space.DependsOnTime)), moments));
        output.WriteLine(
            $"{callers.Count:N0} caller classes × {fields.Count} fields, and {moments.Count} moments: {comparison.Cells:N0} cells; "
            + $"with every record {comparison.Records:N0}, of which {comparison.Open:N0} open");
    }

    private static Dictionary<Coordinate, IReadOnlyList<RecordFacts>> Records(DecisionSpace space, IEnumerable<Coordinate> fields)
    {
        var random = new Random(1);
        return fields.ToDictionary(coordinate => coordinate, coordinate => space.Records(coordinate, most: 256, random));
    }

    // None, each, all, and neighbours among those that rules name.
    private static List<string[]> RoleSets()
    {
        var roles = Policies.Vocabulary.Roles.Select(role => role.Code).ToList();
        var named = roles.Where(role => Policies.Rules.Any(rule => rule.Roles.Contains(role))).ToList();
        return [[], [.. roles], .. roles.Select(role => (string[])[role]), .. named.Zip(named.Skip(1), (one, other) => (string[])[one, other])];
    }
}
