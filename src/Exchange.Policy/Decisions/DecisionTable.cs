using System.Collections.Frozen;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Decisions;

/// <summary>
/// The compiled policies: what every department, in every role, for every purpose may read of every field. Immutable; safe to share between
/// threads. Made by <see cref="PolicyCompiler"/>.
/// </summary>
public sealed class DecisionTable
{
    /// <summary>The rule under which unconditional fields are open, and their basis.</summary>
    public const string Unconditional = "unconditional";

    private readonly FrozenDictionary<Coordinate, Decision> _open;
    private readonly FrozenSet<Coordinate> _conditional;
    private readonly FrozenDictionary<Asker, FrozenDictionary<Coordinate, CompiledOpening[]>> _cells;
    private readonly DateTimeOffset[] _boundaries;

    internal DecisionTable(
        FrozenDictionary<Coordinate, Decision> open,
        FrozenSet<Coordinate> conditional,
        FrozenDictionary<Asker, FrozenDictionary<Coordinate, CompiledOpening[]>> cells,
        DateTimeOffset[] boundaries)
    {
        _open = open;
        _conditional = conditional;
        _cells = cells;
        _boundaries = boundaries;
    }

    /// <summary>
    /// Decides on one field for one caller class. What nothing opens is closed, and so is an unknown coordinate. Roles combine by plain
    /// maximum.
    /// </summary>
    /// <param name="caller">The caller class.</param>
    /// <param name="coordinate">The field.</param>
    /// <param name="now">The request's time, for rules with a validity.</param>
    public Decision Decide(CallerClass caller, Coordinate coordinate, DateTimeOffset now)
    {
        if (_open.TryGetValue(coordinate, out var unconditional))
        {
            return unconditional;
        }

        var reason = _conditional.Contains(coordinate) ? ReasonOfPurpose(caller.PurposeState) : ReasonCode.NotPermitted;
        return reason == ReasonCode.None ? DecideByRules(caller, coordinate, now) : Closed(coordinate, reason);
    }

    /// <summary>
    /// Whether a caller of this department could ever read the field, in one of the roles and for one of the purposes: whatever region,
    /// case, emergency, consent or validity the rules ask for besides.
    /// </summary>
    public bool CouldOpen(DepartmentId department, IEnumerable<string> roles, IReadOnlyCollection<string> purposes, Coordinate coordinate) =>
        _open.ContainsKey(coordinate)
        || roles.Any(role => purposes.Any(purpose =>
            _cells.TryGetValue(new Asker(department, role, purpose), out var fields) && fields.ContainsKey(coordinate)));

    /// <summary>The next time at which a rule begins or ends, or null: until then a decision can be kept.</summary>
    public DateTimeOffset? NextBoundary(DateTimeOffset now)
    {
        var index = Array.BinarySearch(_boundaries, now);
        var next = index < 0 ? ~index : index + 1;
        return next < _boundaries.Length ? _boundaries[next] : null;
    }

    internal static Opening UnconditionalOpening(GovernedField field) => new(field.Ladder.Full, [], Unconditional, Unconditional, null);

    private static ReasonCode ReasonOfPurpose(PurposeState state) => state switch
    {
        PurposeState.Registered => ReasonCode.None,
        PurposeState.Missing => ReasonCode.PurposeRequired,
        PurposeState.Refused => ReasonCode.PurposeRefused,
        _ => ReasonCode.PurposeNotRegistered,
    };

    private static Decision Closed(Coordinate coordinate, ReasonCode reason) => new(coordinate, [], reason);

    private Decision DecideByRules(CallerClass caller, Coordinate coordinate, DateTimeOffset now)
    {
        var furthest = ReasonCode.NotPermitted;
        var found = new List<CompiledOpening>();
        foreach (var role in caller.Roles)
        {
            if (!_cells.TryGetValue(new Asker(caller.Department, role, caller.Purpose!), out var fields)
                || !fields.TryGetValue(coordinate, out var openings))
            {
                continue;
            }

            foreach (var opening in openings.Where(opening => opening.Conditions.IsInForce(now)))
            {
                var missing = opening.Conditions.MissingFrom(caller);
                if (missing == ReasonCode.None)
                {
                    found.Add(opening);
                }

                furthest = missing > furthest ? missing : furthest;
            }
        }

        // WHY: two roles of one caller can meet the same rule; it is one way in.
        var ways = found.Distinct().Order(CompiledOpening.Precedence).Select(opening => opening.Opening).ToList();
        return ways.Count == 0 ? Closed(coordinate, furthest) : new Decision(coordinate, ways, ReasonCode.None);
    }
}

/// <summary>Who asks what for: the key of the table.</summary>
internal readonly record struct Asker(DepartmentId Department, string Role, string Purpose);

/// <summary>One rule's opening of one field to one asker, caps applied.</summary>
internal sealed record CompiledOpening(Opening Opening, RuleConditions Conditions, int BasisOrder)
{
    /// <summary>Highest level first, then the fixed order of bases, then the rule's id.</summary>
    public static Comparer<CompiledOpening> Precedence { get; } = Comparer<CompiledOpening>.Create((a, b) =>
        a.Opening.Level != b.Opening.Level ? b.Opening.Level.CompareTo(a.Opening.Level)
        : a.BasisOrder != b.BasisOrder ? a.BasisOrder.CompareTo(b.BasisOrder)
        : string.CompareOrdinal(a.Opening.Rule, b.Opening.Rule));
}
