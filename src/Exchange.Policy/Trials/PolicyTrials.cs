using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Findings;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Trials;

/// <summary>Runs the tests that travel with policies: <c>tests/*.yaml</c> among the documents of a version.</summary>
public static class PolicyTrials
{
    /// <summary>The folder of the tests, relative to that of the policies.</summary>
    public const string Folder = "tests";

    /// <summary>Every mistake in the tests, with its place; whether they pass is not asked.</summary>
    /// <param name="standard">The data standard.</param>
    /// <param name="policies">The policies that <paramref name="documents"/> hold.</param>
    /// <param name="documents">The documents (<see cref="PolicyFolder.ReadAll"/>); those that are no tests are passed over.</param>
    public static IReadOnlyList<Finding> Check(DataStandard standard, PolicySet policies, IReadOnlyDictionary<string, string> documents) =>
        new TrialReader(standard, policies).Read(documents).Findings;

    /// <summary>Tries every case on the compiled table.</summary>
    /// <param name="standard">The data standard.</param>
    /// <param name="policies">The policies that <paramref name="documents"/> hold.</param>
    /// <param name="documents">The documents (<see cref="PolicyFolder.ReadAll"/>); those that are no tests are passed over.</param>
    public static TrialReport Run(DataStandard standard, PolicySet policies, IReadOnlyDictionary<string, string> documents)
    {
        var (trials, findings) = new TrialReader(standard, policies).Read(documents);
        var bench = new TrialBench(standard, policies);
        return new TrialReport { Findings = findings, Results = findings.Count > 0 ? [] : [.. trials.Select(bench.Try)] };
    }
}
