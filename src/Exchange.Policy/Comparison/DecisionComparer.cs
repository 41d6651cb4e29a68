using Exchange.Policy.Standard;

namespace Exchange.Policy.Comparison;

/// <summary>One cell of the space that differs, from a time until a time.</summary>
/// <param name="Asker">Who asks.</param>
/// <param name="Field">The field.</param>
/// <param name="JoinedFor">The field that is asked for by means of it; null where it is read.</param>
/// <param name="Change">How it differs.</param>
/// <param name="From">Since when; null for at once.</param>
/// <param name="Until">Until when; null for ever.</param>
internal sealed record CellDifference(
    SpaceAsker Asker, GovernedField Field, Coordinate? JoinedFor, CellChange Change, DateTimeOffset? From, DateTimeOffset? Until);

/// <summary>Finds every cell of the space in which two versions differ.</summary>
internal sealed class DecisionComparer
{
    private readonly DataStandard _standard;
    private readonly PolicySide _before;
    private readonly PolicySide _after;
    private readonly CellComparison _cells;
    private readonly DateTimeOffset[] _times;
    private readonly HashSet<Coordinate> _timed;
    private readonly bool _sameClock;

    public DecisionComparer(DataStandard standard, PolicySide before, PolicySide after, DateTimeOffset now)
    {
        (_standard, _before, _after) = (standard, before, after);
        var (clockBefore, clockAfter) = (before.Policies.Vocabulary.UtcOffset, after.Policies.Vocabulary.UtcOffset);
        _cells = new CellComparison(clockBefore, clockAfter);
        _sameClock = clockBefore == clockAfter;
        _times = [now, .. before.Boundaries(now).Concat(after.Boundaries(now)).Distinct().Order()];
        _timed = [.. before.Timed(), .. after.Timed()];
    }

    public IEnumerable<CellDifference> Compare(PolicySpace space)
    {
        var fields = _standard.Fields.Concat(_standard.OutsideGraph).ToLookup(field => field.Category == SharingCategory.Unconditional);
        return space.Ruled.SelectMany(asker => Compare(asker, fields[false])).Concat(space.Unruled.SelectMany(asker => Compare(asker, fields[true])));
    }

    private IEnumerable<CellDifference> Compare(SpaceAsker asker, IEnumerable<GovernedField> fields)
    {
        var (before, after) = (_before.Decisions(asker, _times[0]), _after.Decisions(asker, _times[0]));
        List<(AskerDecisions Before, AskerDecisions After)>? all = null;
        foreach (var field in fields)
        {
            // WHY one time: what neither begins nor ends is decided alike until something else is published.
            var sides = _times.Length > 1 && _timed.Contains(field.Coordinate)
                ? all ??= [.. _times.Select(time => (_before.Decisions(asker, time), _after.Decisions(asker, time)))]
                : [(before, after)];
            if (sides.Exists(side => Differs(side.Before, side.After, field.Coordinate)))
            {
                foreach (var difference in Differences(asker, field, sides))
                {
                    yield return difference;
                }
            }
        }
    }

    // A first look that is quick and never misses a difference; the exact one follows.
    private bool Differs(AskerDecisions before, AskerDecisions after, Coordinate field) =>
        (before.Widest(field).Count > 0 || after.Widest(field).Count > 0) && !(_sameClock && before.IsWrittenLike(after, field));

    private IEnumerable<CellDifference> Differences(
        SpaceAsker asker, GovernedField field, List<(AskerDecisions Before, AskerDecisions After)> sides)
    {
        var coordinate = field.Coordinate;
        var read = sides.Select(side => _cells.Compare(side.Before.Reads(coordinate), side.After.Reads(coordinate)));
        var joined = sides.SelectMany(side => side.Before.Widest(coordinate).Concat(side.After.Widest(coordinate))).SelectMany(opening => opening.Joins);
        return Periods(asker, field, null, read).Concat(
            from input in joined.Distinct()
            let governed = _standard.TryField(input, out var known) ? known : null
            where governed is not null
            let told = sides.Select(side => _cells.Compare(side.Before.Joins(coordinate, input), side.After.Joins(coordinate, input)))
            from difference in Periods(asker, governed, coordinate, told)
            select difference);
    }

    // Neighbouring times at which a cell differs in the same way are one difference.
    private IEnumerable<CellDifference> Periods(SpaceAsker asker, GovernedField field, Coordinate? joinedFor, IEnumerable<CellChange?> changes)
    {
        CellDifference? open = null;
        var index = 0;
        foreach (var change in changes)
        {
            if (open is not null && open.Change.Key != change?.Key)
            {
                yield return open with { Until = _times[index] };
                open = null;
            }

            open ??= change is null ? null : new CellDifference(asker, field, joinedFor, change, index == 0 ? null : _times[index], null);
            index++;
        }

        if (open is not null)
        {
            yield return open;
        }
    }
}
