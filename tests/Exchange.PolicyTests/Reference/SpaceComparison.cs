using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.PolicyTests.Reference;

/// <summary>One place where table and reference say different things.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Coordinate">For which field.</param>
/// <param name="Now">When.</param>
/// <param name="Facts">Of which record.</param>
/// <param name="Expected">What the reference says.</param>
/// <param name="Found">What the table says.</param>
internal sealed record Disagreement(
    CallerClass Caller, Coordinate Coordinate, DateTimeOffset Now, RecordFacts Facts, Verdict Expected, Verdict Found)
{
    public override string ToString() => $"""
        {Coordinate} for {string.Join('+', Caller.Roles)} of {Caller.Department}, purpose {Caller.Purpose ?? Caller.PurposeState.ToString()}
        case {Caller.HasCase}, emergency {Caller.HasEmergency}, at {Now:O}
        of a record that: {Facts}
          reference: {Expected}
          table:     {Found}
        """;
}

/// <summary>Asks table and reference for every cell of a space, and counts.</summary>
internal sealed class SpaceComparison(DataStandard standard, PolicySet policies)
{
    private readonly ReferenceInterpreter _reference = new(standard, policies);
    private readonly DecisionTable _table = PolicyCompiler.Compile(standard, policies);

    /// <summary>How many classes × fields × moments were compared.</summary>
    public long Cells { get; private set; }

    /// <summary>How many cells × records were compared.</summary>
    public long Records { get; private set; }

    /// <summary>How many of these came out open.</summary>
    public long Open { get; private set; }

    /// <summary>The first disagreement, or null.</summary>
    public Disagreement? First(
        IEnumerable<CallerClass> callers,
        IReadOnlyDictionary<Coordinate, IReadOnlyList<RecordFacts>> records,
        IEnumerable<DateTimeOffset> moments)
    {
        var asking = callers.ToList();
        var cells = from now in moments from caller in asking from record in records select Compare(caller, record.Key, now, record.Value);
        return cells.FirstOrDefault(found => found is not null);
    }

    /// <summary>Whether they disagree on one cell of one record.</summary>
    public bool Differ(Disagreement at) => Compare(at.Caller, at.Coordinate, at.Now, [at.Facts]) is not null;

    private Disagreement? Compare(CallerClass caller, Coordinate coordinate, DateTimeOffset now, IReadOnlyList<RecordFacts> records)
    {
        var reading = new TableReading(_table, policies);
        var reference = _reference.Read(caller, coordinate, now);
        var decision = _table.Decide(caller, coordinate, now);
        var view = _table.For(caller, now);
        var isOfAll = reference.IsOfAll && decision.Openings.All(opening => opening.Conditions.Count == 0);
        Cells++;
        foreach (var facts in isOfAll ? records.Take(1) : records)
        {
            var expected = reference.Of(facts);
            Records++;
            Open += expected.Level > 0 ? 1 : 0;
            foreach (var found in (Verdict[])[reading.ByOpenings(decision, now, facts), reading.ByBits(view, coordinate, now, facts)])
            {
                if (found != expected)
                {
                    return new Disagreement(caller, coordinate, now, facts, expected, found);
                }
            }
        }

        return null;
    }
}
