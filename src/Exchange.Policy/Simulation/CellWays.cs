using Exchange.Policy.Comparison;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Simulation;

/// <summary>A person of that number exists: what look-ups and presence need besides their rules, and give the same reason as another region for.</summary>
internal sealed record KnownPersonCondition : RecordCondition
{
    public override ReasonCode Reason => ReasonCode.OutsideJurisdiction;
}

/// <summary>What the field says of where somebody lives is not cut: a protected address looks like a missing one.</summary>
internal sealed record UncutCondition : RecordCondition
{
    public override ReasonCode Reason => ReasonCode.NotAvailable;
}

/// <summary>What became, or would become, of a cell.</summary>
/// <param name="Level">The name of the level; null where it is withheld.</param>
/// <param name="Rule">The rule; null where it is withheld.</param>
/// <param name="Reason">Why it is withheld.</param>
internal readonly record struct CellOutcome(string? Level, string? Rule, ReasonCode Reason)
{
    /// <summary>The level or the reason's code.</summary>
    public string Text => Level ?? Reason.Code();
}

/// <summary>
/// The ways in which a field is open to one request at one time, as the hub takes them: the first whose conditions hold for the record. Hours are
/// decided; what the hub asks of a record beside the rules is among the conditions.
/// </summary>
internal sealed class CellWays
{
    private readonly List<(Opening Opening, IReadOnlyList<RecordCondition> Conditions)> _ways = [];
    private readonly PersonLookups _lookups;
    private readonly GovernedField _field;
    private readonly ReasonCode _closed;

    public CellWays(PersonLookups lookups, GovernedField field, Decision decision, DateTimeOffset time, TimeSpan offset)
    {
        _lookups = lookups;
        _field = field;
        _closed = decision.Closed;
        var besides = Besides(lookups, field).ToList();
        foreach (var opening in decision.Openings)
        {
            var hours = opening.Conditions.OfType<HoursCondition>().ToList();
            if (hours.TrueForAll(condition => condition.Hours.Contains(time, offset)))
            {
                _ways.Add((opening, [.. opening.Conditions.Except(hours), .. besides]));
            }
            else
            {
                _closed = ReasonCode.NotPermitted;
            }

            HasHours |= hours.Count > 0;
        }
    }

    /// <summary>Whether it is another one at another time of the day.</summary>
    public bool HasHours { get; }

    /// <summary>Whether it is open to some record.</summary>
    public bool IsEverOpen => _ways.Count > 0;

    /// <summary>The conditions that occur.</summary>
    public IEnumerable<RecordCondition> Conditions => _ways.SelectMany(way => way.Conditions).Distinct();

    /// <summary>What becomes of the cell of a record for which exactly these conditions hold.</summary>
    public CellOutcome Of(IReadOnlySet<RecordCondition> holding)
    {
        var furthest = _ways.Count == 0 ? _closed : ReasonCode.None;
        foreach (var (opening, conditions) in _ways)
        {
            var first = _lookups.ReasonOf(_field.Coordinate, conditions.Where(condition => !holding.Contains(condition)));
            if (first is null)
            {
                return new CellOutcome(_field.Ladder.Levels[opening.Level], opening.Rule, ReasonCode.None);
            }

            furthest = first.Value > furthest ? first.Value : furthest;
        }

        return new CellOutcome(null, null, furthest);
    }

    /// <summary>Whether the ways are written alike, so that whatever holds comes out alike.</summary>
    public bool IsSameAs(CellWays other) =>
        _closed == other._closed
        && _ways.Count == other._ways.Count
        && _ways.Zip(other._ways).All(pair =>
            pair.First.Opening.Level == pair.Second.Opening.Level && pair.First.Conditions.SequenceEqual(pair.Second.Conditions));

    /// <summary>The sets of conditions that can hold together, of those given.</summary>
    public static IEnumerable<HashSet<RecordCondition>> Worlds(IReadOnlyList<RecordCondition> conditions) =>
        from bits in Enumerable.Range(0, 1 << conditions.Count)
        let holding = conditions.Where((_, i) => (bits & (1 << i)) != 0).ToHashSet()
        where holding.All(condition => ConditionLogic.Implied(condition) is not { } implied || !conditions.Contains(implied) || holding.Contains(implied))
        select holding;

    private static IEnumerable<RecordCondition> Besides(PersonLookups lookups, GovernedField field)
    {
        if (lookups.Contains(field.Coordinate) || field.Coordinate == PersonLookups.Presence)
        {
            yield return new KnownPersonCondition();
        }

        if (field.Reveals == Revelation.Residence)
        {
            yield return new UncutCondition();
        }
    }
}
