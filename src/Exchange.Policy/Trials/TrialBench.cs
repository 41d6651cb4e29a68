using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Trials;

/// <summary>Tries cases on the table that decides requests, as the hub does for one record.</summary>
internal sealed class TrialBench(DataStandard standard, PolicySet policies)
{
    private readonly PersonLookups _lookups = new(standard);
    private readonly DecisionTable _table = PolicyCompiler.Compile(standard, policies);

    public TrialResult Try(Trial trial)
    {
        var named = trial.Expected.Select(expected => expected.Coordinate).ToHashSet();
        var rest = trial.RestClosed
            ? standard.Fields.Where(field => IsDecided(field) && !named.Contains(field.Coordinate))
                .Select(field => new Expectation(field.Coordinate, Expectation.Closed))
            : [];
        var failures = trial.Expected.Concat(rest).Select(expected => Try(trial, expected)).OfType<TrialFailure>();
        return new TrialResult(trial.File, trial.Line, trial.Name, [.. failures]);
    }

    // What is open with its object, or to everybody, is no rule's doing.
    private static bool IsDecided(GovernedField field) => !field.IsOpenUnruled;

    private TrialFailure? Try(Trial trial, Expectation expected)
    {
        var (level, reason) = Decide(trial, expected.Coordinate);
        var actual = level ?? reason.Code();
        var isMet = expected.Outcome == Expectation.Closed ? level is null : expected.Outcome == actual;
        return isMet ? null : new TrialFailure(expected.Coordinate, expected.Outcome, actual);
    }

    private (string? Level, ReasonCode Reason) Decide(Trial trial, Coordinate coordinate)
    {
        var decision = _lookups.Decide(coordinate, field => _table.Decide(trial.Caller, field, trial.Time)).Whole;
        var furthest = decision.Closed;
        foreach (var opening in decision.Openings)
        {
            if (_lookups.ReasonOf(coordinate, opening.Conditions.Where(condition => !Holds(trial, condition))) is not { } missing)
            {
                return Cut(trial, coordinate, opening.Level);
            }

            // INVARIANT: the order of precedence: the first of what one way lacks, and of several ways the one that came furthest.
            furthest = missing > furthest ? missing : furthest;
        }

        return (null, furthest);
    }

    // WHY after all else: a protected address looks like a missing one, and only to those who would have read it.
    private (string? Level, ReasonCode Reason) Cut(Trial trial, Coordinate coordinate, int level) =>
        !standard.TryField(coordinate, out var field) ? (null, ReasonCode.NotPermitted)
        : field.Reveals == Revelation.Residence && trial.Record.MayBeIn(RecordState.Protected) ? (null, ReasonCode.NotAvailable)
        : (field.Ladder.Levels[level], ReasonCode.None);

    private bool Holds(Trial trial, RecordCondition condition) =>
        trial.Record.Holds(condition, trial.Caller, trial.Time, policies.Vocabulary.UtcOffset);
}
