using Exchange.Policy.Comparison;
using Exchange.Policy.Documents;
using Exchange.Policy.Findings;
using Exchange.Policy.Publishing;
using Exchange.Policy.Simulation;
using Exchange.Policy.Standard;
using Exchange.Policy.Trials;
using Exchange.Storage;

namespace Exchange.Console.Policies;

/// <summary>Checks a draft, runs its tests, compares it with the version that it changes and replays recorded accesses on it. Thread-safe.</summary>
internal sealed class DraftExamination(PolicyPorts ports)
{
    private static readonly TimeSpan Replayed = TimeSpan.FromDays(30);

    private DataStandard Standard => ports.Snapshot.Value.Standard;

    /// <summary>What there is to say of exactly this text.</summary>
    public async Task<DraftReport> RunAsync(PolicyDraft draft, PolicyVersion begunOn, CancellationToken cancellation)
    {
        var now = ports.Time.GetUtcNow();
        var view = await RunAsync(draft.Document, begunOn, now, cancellation);
        return new DraftReport(
            draft.Hash, now, view.Findings.Count(finding => !finding.IsWarning), view.Tests?.Failed ?? 0, view.Opens, view.Write())
        {
            TellsOfOthers = view.TellsOfOthers,
        };
    }

    /// <summary>The policies of a text, null where it has mistakes; and what there is to say of it, mistakes first.</summary>
    public (PolicySet? Policies, IReadOnlyList<Finding> Findings) Read(string document)
    {
        try
        {
            var read = PolicyFolder.Parse(PolicyText.Split(document), Standard, ports.Time.GetUtcNow());
            IReadOnlyList<Finding> trusted = read.Policies is { } policies ? ports.CheckTrusted(policies.Documents) : [];
            return (trusted.Count == 0 ? read.Policies : null, [.. trusted, .. read.Findings.OrderBy(finding => finding.Severity)]);
        }
        catch (FormatException mistake)
        {
            return (null, [new Finding("unreadable", "", 0, 0, "", mistake.Message)]);
        }
    }

    /// <summary>What policies would change of those in force, the tests among their documents included; null where these do not fit this hub.</summary>
    public PolicyDifference? Compare(string inForce, ReadPolicies after, DateTimeOffset now) => Read(inForce).Policies is { } before
        ? PolicyComparison.Compare(Standard, new ReadPolicies(before, PolicyText.Split(inForce)), after, now)
        : null;

    private async Task<DraftReportView> RunAsync(string document, PolicyVersion begunOn, DateTimeOffset now, CancellationToken cancellation)
    {
        var (policies, findings) = Read(document);
        if (policies is null)
        {
            return DraftReportView.Of(passed: false, opens: false, tellsOfOthers: false, findings, null, null, null);
        }

        var documents = PolicyText.Split(document);
        var trials = PolicyTrials.Run(Standard, policies, documents);
        var difference = Compare(begunOn.Document, new ReadPolicies(policies, documents), now);
        var read = await ports.Accesses(now - Replayed, cancellation);
        var simulation = PolicySimulation.Run(Standard, await VersionsAsync(cancellation), policies, read.Accesses);
        return DraftReportView.Of(
            trials.IsPassed,

            // WHY: what cannot be compared may open anything.
            difference?.OpensAnything ?? true,
            difference?.Lines.Any(TellsOfOthers) ?? true,
            [.. findings, .. trials.Findings],
            TestsView.Of(trials, Failures(trials)),
            difference is null ? null : DifferenceView.Of(difference),
            SimulationView.Of(read, simulation));
    }

    private async Task<IReadOnlyDictionary<string, PolicySet>> VersionsAsync(CancellationToken cancellation)
    {
        const int Most = 20;
        var versions = new Dictionary<string, PolicySet>(StringComparer.Ordinal);
        foreach (var heading in await ports.Versions.ListAsync(Most, cancellation))
        {
            if (await ports.Versions.FindAsync(heading.Number, cancellation) is { } version && Read(version.Document).Policies is { } policies)
            {
                versions.Add($"{version.Number}", policies);
            }
        }

        return versions;
    }

    // WHY not what is open to everybody: nothing is told that could not be asked for.
    private bool TellsOfOthers(DifferenceLine line) => line is { Opens: true, JoinedFor: { } asked }
        && Standard.TryField(asked, out var answered)
        && line.Coordinates.Any(told =>
            Standard.TryField(told, out var field) && field.Category != SharingCategory.Unconditional && field.Owner != answered.Owner);

    private static IEnumerable<string> Failures(TrialReport trials) =>
        from result in trials.Results
        from failure in result.Failures
        select $"{result.File}:{result.Line}: {result.Name}: {failure.Coordinate}: expected {failure.Expected}, decided {failure.Actual}";
}
