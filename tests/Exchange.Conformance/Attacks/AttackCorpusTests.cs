using System.Globalization;
using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.Validation;

namespace Exchange.Conformance.Attacks;

/// <summary>
/// Documents made to cost the hub more than they cost their writer. Each is answered, or refused by an error with a name, within work and
/// memory that the limits bound and the attack's size does not. Times are reported, not judged. <c>EXCHANGE_ATTACK_SIZE</c> sets the
/// largest size.
/// </summary>
public sealed class AttackCorpusTests(ITestOutputHelper output)
{
    private const long MaxAllocatedBytes = 20_000_000;

    private static readonly int LargestSize = int.Parse(
        Environment.GetEnvironmentVariable("EXCHANGE_ATTACK_SIZE") ?? "10000", CultureInfo.InvariantCulture);

    private static readonly Dictionary<string, AttackFamily> Families =
        SelectionAttacks.All.Concat(TextAttacks.All).ToDictionary(family => family.Name, StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. Families.Keys];

    [Fact]
    public void There_are_more_than_thirty_families() => Assert.True(Families.Count > 30, $"{Families.Count} families");

    [Theory]
    [MemberData(nameof(Names))]
    public void An_attack_is_answered_or_refused_within_bounds_that_its_size_does_not_move(string name)
    {
        var verdicts = new List<string>();
        var worst = (Work: 0L, Bytes: 0L, Time: TimeSpan.Zero);
        foreach (var size in Sizes())
        {
            var attack = Families[name].At(size);
            var outcome = AttackRun.Of(attack);

            verdicts.Add($"{size}: {outcome.Verdict}");
            worst = (
                Math.Max(worst.Work, outcome.Work.Total),
                Math.Max(worst.Bytes, outcome.AllocatedBytes),
                outcome.Time > worst.Time ? outcome.Time : worst.Time);
            AssertBounded($"{name} at {size}", outcome);
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {verdicts[^1]} | {worst.Work} | {worst.Bytes / 1e6:0.0} MB | {worst.Time.TotalMilliseconds:0.0} ms |"));
    }

    private static IEnumerable<int> Sizes()
    {
        for (var size = 10; size <= LargestSize; size *= 10)
        {
            yield return size;
        }
    }

    private static void AssertBounded(string attack, AttackOutcome outcome)
    {
        var (parser, limits, work) = (ParserLimits.Default, OperationLimits.Default, outcome.Work);
        // What is wrong with a schema is told as a whole; it is never a caller's.
        var maxErrors = outcome.IsSchema ? parser.MaxTokens : ValidationOptions.Default.MaxErrors;
        Assert.True(outcome.Errors.Count <= maxErrors, $"{attack}: {outcome.Errors.Count} errors");
        foreach (var error in outcome.Errors)
        {
            Assert.NotEqual(ErrorCodes.Internal, error.Code);
            Assert.True(error.Code != ErrorCodes.LimitExceeded || error.Limit is not null, $"{attack}: no limit is named");
        }

        // INVARIANT: every token is at most one node, and each node is looked at by the structural limits and by the walker's two counts.
        Assert.InRange(work.Tokens, 0, parser.MaxTokens + 1);
        Assert.InRange(work.Nodes, 0, 3L * parser.MaxTokens);
        Assert.InRange(work.Comparisons, 0, limits.MergeComparisons + (64L * limits.Selections) + 1);
        Assert.InRange(work.Selections, 0, limits.Selections + 1);
        Assert.InRange(work.Suggestions, 0, (long)ValidationOptions.Default.MaxErrors * (AttackSchema.CloseNames + 50));
        Assert.True(outcome.AllocatedBytes < MaxAllocatedBytes, $"{attack}: {outcome.AllocatedBytes} bytes, {outcome.Verdict}");
    }
}
