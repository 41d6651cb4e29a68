using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Simulation;

/// <summary>Replays one access at a time.</summary>
internal sealed class AccessReplay(DataStandard standard, IReadOnlyDictionary<string, PolicySet> versions, PolicySet after)
{
    private readonly PersonLookups _lookups = new(standard);
    private readonly DecisionTable _after = PolicyCompiler.Compile(standard, after);
    private readonly Dictionary<string, DecisionTable> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<(DecidedField Then, DecidedField Now, RecordedCell Cell, string Conditions), ReplayedCell> _known = new();

    /// <summary>Replays an access; false where the version that decided is not there.</summary>
    public bool Run(RecordedAccess access, SimulationSums sums)
    {
        if (!versions.TryGetValue(access.PolicyVersion, out var before))
        {
            return false;
        }

        if (!_tables.TryGetValue(access.PolicyVersion, out var table))
        {
            table = _tables[access.PolicyVersion] = PolicyCompiler.Compile(standard, before);
        }

        var then = new Side(_lookups, table, before, access.ClassIn(before), access.Time);
        var now = new Side(_lookups, _after, after, access.ClassIn(after), access.Time);
        foreach (var group in access.Groups)
        {
            var recorded = new RecordedConditions(group);

            // WHY: no policy speaks of what is open exactly where its object is.
            foreach (var cell in group.Cells.Where(cell => cell.Rule != DecisionTable.WithObject))
            {
                sums.Add(access, group, cell, cell.Joined ? Joined(cell, access, then, now) : Replay(cell, recorded, then, now));
            }
        }

        return true;
    }

    private ReplayedCell Replay(RecordedCell cell, RecordedConditions recorded, Side then, Side now)
    {
        if (!standard.TryField(cell.Coordinate, out var field))
        {
            return default;
        }

        var (decided, decides) = (then.Decide(cell.Coordinate), now.Decide(cell.Coordinate));

        // WHY: who belongs to the case was asked of the case that the first version saw.
        if (then.Caller.HasCase != now.Caller.HasCase && AsksOfCase(decides))
        {
            return new ReplayedCell(SimulatedOutcome.Depends, null);
        }

        var key = (decided, decides, cell with { Records = 0 }, recorded.Key);
        if (_known.TryGetValue(key, out var known))
        {
            return known;
        }

        var (ways, others) = (then.Ways(field, decided), now.Ways(field, decides));
        var replayed = CellReplay.Of(cell, recorded, ways, others);
        if (!ways.HasHours && !others.HasHours)
        {
            _known[key] = replayed;
        }

        return replayed;
    }

    private static bool AsksOfCase(DecidedField decided) =>
        decided.Whole.Openings.Any(opening => opening.Conditions.Any(condition => condition is CaseSubjectCondition));

    // What was told to a department would be told still where some way to a field of the access names it; under which conditions is not on record.
    private static ReplayedCell Joined(RecordedCell cell, RecordedAccess access, Side then, Side now)
    {
        var (was, would) = (then.Joins(access, cell.Coordinate), now.Joins(access, cell.Coordinate));
        return would.Count == 0 ? new ReplayedCell(SimulatedOutcome.WouldClose, ReasonCode.NotPermitted.Code())
            : was.SequenceEqual(would) ? default
            : new ReplayedCell(SimulatedOutcome.Depends, null);
    }

    /// <summary>One version and the request as it sees it.</summary>
    private sealed record Side(PersonLookups Lookups, DecisionTable Table, PolicySet Policies, CallerClass Caller, DateTimeOffset Time)
    {
        public DecidedField Decide(Coordinate coordinate) => Lookups.Decide(coordinate, field => Table.Decide(Caller, field, Time));

        public CellWays Ways(GovernedField field, DecidedField decided) => new(Lookups, field, decided.Whole, Time, Policies.Vocabulary.UtcOffset);

        public List<(Coordinate Field, string Conditions)> Joins(RecordedAccess access, Coordinate joined) =>
        [
            .. from field in access.Groups.SelectMany(each => each.Cells).Where(cell => !cell.Joined).Select(cell => cell.Coordinate).Distinct()
               from opening in Decide(field).Whole.Openings
               where opening.Joins.Contains(joined)
               select (field, string.Join(" & ", opening.Conditions)),
        ];
    }
}
