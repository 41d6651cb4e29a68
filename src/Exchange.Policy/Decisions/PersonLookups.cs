using Exchange.Policy.Standard;

namespace Exchange.Policy.Decisions;

/// <summary>
/// The root fields that look up persons by identifiers. Such a field is open where presence is, which says that the person is there, and of whom it names
/// it tells no more than it tells of nobody. Requests are decided so; whatever explains, tries or replays them takes it from here. Immutable.
/// </summary>
internal sealed class PersonLookups(DataStandard standard)
{
    private const string PersonType = "Person";
    private const string QueryType = "Query";

    private readonly HashSet<Coordinate> _all =
    [
        .. standard.Roots.Where(root => root is { Kind: ResolutionKind.Lookup, Entity: PersonType } && root.Field.Coordinate.IsOf(QueryType))
            .Select(root => root.Field.Coordinate),
    ];

    /// <summary>The field that says that a person is there.</summary>
    public static Coordinate Presence { get; } = new($"{PersonType}.pid");

    /// <summary>The look-ups' coordinates.</summary>
    public IReadOnlySet<Coordinate> All => _all;

    /// <summary>Whether a coordinate is a look-up of persons.</summary>
    public bool Contains(Coordinate coordinate) => _all.Contains(coordinate);

    /// <summary>What it hangs on whether a field is open.</summary>
    /// <param name="coordinate">The field.</param>
    /// <param name="decide">The decision on a field by itself.</param>
    public DecidedField Decide(Coordinate coordinate, Func<Coordinate, Decision> decide) =>
        new(decide(coordinate), Contains(coordinate) ? decide(Presence) : null);

    /// <summary>
    /// The reason that a condition gives which does not hold. Whom a look-up names may not have agreed, or be in a state: that is told like a number
    /// which nobody has.
    /// </summary>
    public ReasonCode ReasonOf(Coordinate coordinate, RecordCondition missing) => Told(coordinate, missing).Reason;

    /// <summary>The reason that is told of all the conditions of one way that do not hold; null where there are none.</summary>
    public ReasonCode? ReasonOf(Coordinate coordinate, IEnumerable<RecordCondition> missing)
    {
        (ReasonCode Precedence, ReasonCode Reason)? first = null;
        foreach (var told in missing.Select(condition => Told(coordinate, condition)))
        {
            var isNearer = first is not { } other
                || told.Precedence < other.Precedence
                || (told.Precedence == other.Precedence && told.Reason > other.Reason);
            first = isNearer ? told : first;
        }

        return first?.Reason;
    }

    private (ReasonCode Precedence, ReasonCode Reason) Told(Coordinate coordinate, RecordCondition missing) =>
        Contains(coordinate) && missing is (ConsentCondition or NotInStateCondition)
            ? (ReasonCode.OutsideJurisdiction, ReasonCode.OutsideJurisdiction)
            : (missing.Precedence, missing.Reason);
}

/// <summary>What it hangs on whether a field is open to a request.</summary>
/// <param name="Own">The decision on the field itself.</param>
/// <param name="Presence">Of a look-up of persons the decision on presence; null for any other field.</param>
internal readonly record struct DecidedField(Decision Own, Decision? Presence)
{
    /// <summary>The decision that counts: of a look-up every way of its own with every way of presence.</summary>
    public Decision Whole => Presence is null || Own.Openings.Count == 0
        ? Own
        : new Decision(Own.Coordinate, Together(Own.Openings, Presence.Openings), Presence.Closed);

    /// <summary>Every way of a look-up with every way of presence.</summary>
    public static IReadOnlyList<Opening> Together(IReadOnlyList<Opening> lookup, IReadOnlyList<Opening> presence) =>
    [
        .. lookup.SelectMany(own => presence.Select(there => own with { Conditions = [.. own.Conditions.Union(there.Conditions)] })
            .DistinctBy(both => string.Join(" & ", both.Conditions))),
    ];
}
