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
        var fields = _before.Fields.Index().ToLookup(field => field.Item.Category == SharingCategory.Unconditional);
        var (ruled, unruled) = (fields[false].ToArray(), fields[true].ToArray());
        var differences = space.Ruled.SelectMany(
            alike => Compare(alike[0], ruled).SelectMany(difference => alike.Select(asker => difference with { Asker = asker })));
        return differences.Concat(space.Unruled.SelectMany(asker => Compare(asker, unruled)));
    }

    private IEnumerable<CellDifference> Compare(SpaceAsker asker, (int Ordinal, GovernedField Field)[] fields)
    {
        List<(AskerDecisions Before, AskerDecisions After)> atOnce = [(_before.Decisions(asker, _times[0]), _after.Decisions(asker, _times[0]))];
        List<(AskerDecisions Before, AskerDecisions After)>? ahead = null;
        foreach (var (ordinal, field) in fields)
        {
            // WHY one time: what neither begins nor ends is decided alike until something else is published.
            var sides = _times.Length > 1 && _timed.Contains(field.Coordinate)
                ? ahead ??= [.. _times.Select(time => (_before.Decisions(asker, time), _after.Decisions(asker, time)))]
                : atOnce;
            if (sides.Exists(side => Differs(side.Before, side.After, ordinal)))
            {
                foreach (var difference in Differences(asker, ordinal, field.Coordinate, sides))
                {
                    yield return difference;
                }
            }
        }
    }

    // A first look that is quick and never misses a difference; the exact one follows.
    private bool Differs(AskerDecisions before, AskerDecisions after, int field) =>
        (before.Widest(field).Count > 0 || after.Widest(field).Count > 0) && !(_sameClock && before.IsWrittenLike(after, field));

    private IEnumerable<CellDifference> Differences(
        SpaceAsker asker, int ordinal, Coordinate coordinate, List<(AskerDecisions Before, AskerDecisions After)> sides)
    {
        var once = sides.Count == 1;
        var read = sides.Select((side, i) => Compare(side.Before.Reads(ordinal), side.After.Reads(ordinal), i, once));
        var joined = sides.SelectMany(side => side.Before.Widest(ordinal).Concat(side.After.Widest(ordinal))).SelectMany(opening => opening.Joins);
        return Periods(asker, _before.Fields[ordinal], null, read).Concat(
            from input in joined.Distinct()
            let governed = _standard.TryField(input, out var known) ? known : null
            where governed is not null
            let told = sides.Select((side, i) => Compare(side.Before.Joins(ordinal, input), side.After.Joins(ordinal, input), i, once))
            from difference in Periods(asker, governed, coordinate, told)
            select difference);
    }

    // WHY: what neither begins nor ends was looked at once, and for all times ahead.
    private CellChange? Compare(CellFunction before, CellFunction after, int time, bool isOnlyOne) =>
        _cells.Compare(before, after, _times[time], isOnlyOne || time + 1 == _times.Length ? null : _times[time + 1]);

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
