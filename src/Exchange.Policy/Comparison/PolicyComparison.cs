using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Comparison;

/// <summary>
/// Compares two versions of policies over the whole space: every department × role × purpose × field × set of conditions, now and at every time ahead
/// at which a rule or restriction begins or ends. No sampling.
/// </summary>
public static class PolicyComparison
{
    /// <summary>The exact difference between two versions, from now on.</summary>
    /// <param name="standard">The data standard that both were loaded with.</param>
    /// <param name="before">The version in force.</param>
    /// <param name="after">The version that would replace it.</param>
    /// <param name="now">From when on.</param>
    public static PolicyDifference Compare(DataStandard standard, PolicySet before, PolicySet after, DateTimeOffset now)
    {
        var space = new PolicySpace(standard, before, after);
        var comparer = new DecisionComparer(standard, new PolicySide(standard, before), new PolicySide(standard, after), now);
        var cells = comparer.Compare(space).ToList();
        var lines = new DifferenceFolder(space, new DifferenceWords(standard, before.Vocabulary, after.Vocabulary)).Fold(cells)
            .ToLookup(line => line.Kind);
        return new PolicyDifference
        {
            Gains = [.. lines[DifferenceKind.Gains]],
            Losses = [.. lines[DifferenceKind.Loses]],
            Levels = [.. lines[DifferenceKind.ChangesLevel]],
            Conditions = [.. lines[DifferenceKind.ChangesConditions]],
            Terms =
            [
                .. RuleTerms.Compare(before, after), .. JoinTerms.Compare(before, after), .. GuardTerms.Compare(space, before, after),
                .. WordTerms.Compare(before, after),
            ],
            Summary = Summarize(space, cells),
        };
    }

    /// <summary>The exact difference between two versions from now on, and what the second one leaves out of the tests of the first.</summary>
    /// <param name="standard">The data standard that both were loaded with.</param>
    /// <param name="before">The version in force.</param>
    /// <param name="after">The version that would replace it.</param>
    /// <param name="now">From when on.</param>
    public static PolicyDifference Compare(DataStandard standard, ReadPolicies before, ReadPolicies after, DateTimeOffset now)
    {
        var difference = Compare(standard, before.Policies, after.Policies, now);
        return difference with { Terms = [.. difference.Terms, .. new TrialTerms(standard, after.Policies).Compare(before.Documents, after.Documents)] };
    }

    private static List<DifferenceSummary> Summarize(PolicySpace space, IReadOnlyList<CellDifference> cells) =>
    [
        .. from cell in cells
           group cell by (cell.Asker.Department, cell.Field.Classification) into counted
           orderby space.Departments.Index().First(each => each.Item == counted.Key.Department).Index, counted.Key.Classification
           let fields = counted.Select(cell => (cell.Change.Kind, cell.Field.Coordinate)).Distinct().ToLookup(each => each.Kind)
           select new DifferenceSummary(
               counted.Key.Department,
               counted.Key.Classification,
               fields[DifferenceKind.Gains].Count(),
               fields[DifferenceKind.Loses].Count(),
               fields[DifferenceKind.ChangesLevel].Count(),
               fields[DifferenceKind.ChangesConditions].Count()),
    ];
}
