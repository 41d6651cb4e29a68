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
    private readonly bool _sameClock;

    // WHY one of each: fields that the same rules open, and times between which they stay, differ alike.
    private readonly Dictionary<string, CellChange> _changes = new(StringComparer.Ordinal);

    public DecisionComparer(DataStandard standard, PolicySide before, PolicySide after, DateTimeOffset now)
    {
        (_standard, _before, _after) = (standard, before, after);
        var (clockBefore, clockAfter) = (before.Policies.Vocabulary.UtcOffset, after.Policies.Vocabulary.UtcOffset);
        _cells = new CellComparison(clockBefore, clockAfter);
        _sameClock = clockBefore == clockAfter;
        _times = [now, .. before.Boundaries(now).Concat(after.Boundaries(now)).Distinct().Order()];
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
        // WHY one time: what neither begins nor ends is decided alike until something else is published.
        HashSet<Coordinate> changing = _times.Length > 1 ? [.. _before.Timed(asker), .. _after.Timed(asker)] : [];
        var fieldsByTime = fields.ToLookup(field => changing.Contains(field.Field.Coordinate));
        var (atOnce, ahead) = (new DifferencePeriods(asker), new DifferencePeriods(asker));
        Compare(asker, _times[0], null, [.. fieldsByTime[false]], atOnce);
        if (fieldsByTime[true].ToList() is { Count: > 0 } timed)
        {
            // WHY time by time: what one asker is decided at one time can be large, and is not needed at the next.
            for (var i = 0; i < _times.Length; i++)
            {
                Compare(asker, _times[i], i + 1 < _times.Length ? _times[i + 1] : null, timed, ahead);
            }
        }

        return atOnce.End().Concat(ahead.End());
    }

    private void Compare(
        SpaceAsker asker, DateTimeOffset time, DateTimeOffset? next, List<(int Ordinal, GovernedField Field)> fields, DifferencePeriods periods)
    {
        var (before, after) = (_before.Decisions(asker, time), _after.Decisions(asker, time));
        periods.Turn(time == _times[0] ? null : time);
        foreach (var (ordinal, field) in fields.Where(field => Differs(before, after, field.Ordinal)))
        {
            periods.Note(field, null, Change(before.Reads(ordinal), after.Reads(ordinal), time, next));
            foreach (var input in before.Widest(ordinal).Concat(after.Widest(ordinal)).SelectMany(opening => opening.Joins).Distinct())
            {
                if (_standard.TryField(input, out var governed))
                {
                    periods.Note(governed, field.Coordinate, Change(before.Joins(ordinal, input), after.Joins(ordinal, input), time, next));
                }
            }
        }
    }

    private CellChange? Change(CellFunction before, CellFunction after, DateTimeOffset time, DateTimeOffset? next) =>
        _cells.Compare(before, after, time, next) is not { } change ? null
        : _changes.TryGetValue(change.Key, out var known) ? known
        : _changes[change.Key] = change;

    // A first look that is quick and never misses a difference; the exact one follows.
    private bool Differs(AskerDecisions before, AskerDecisions after, int field) =>
        (before.Widest(field).Count > 0 || after.Widest(field).Count > 0) && !(_sameClock && before.IsWrittenLike(after, field));
}
