using System.Collections.Concurrent;
using System.Collections.Frozen;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Decisions;

/// <summary>
/// The compiled policies: what every department, in every role, for every purpose may read of every field. Immutable but for a cache of
/// <see cref="CallerDecisions"/>; safe to share between threads. Made by <see cref="PolicyCompiler"/>.
/// </summary>
public sealed class DecisionTable
{
    /// <summary>The rule under which unconditional fields are open, and their basis.</summary>
    public const string Unconditional = "unconditional";

    /// <summary>The rule under which keys are open that say no more than that their object is there, and their basis.</summary>
    public const string WithObject = "with-object";

    /// <summary>How many caller classes are kept between two boundaries; the cache then begins anew.</summary>
    private const int MostKept = 1024;

    private readonly FrozenDictionary<Coordinate, int> _ordinals;
    private readonly CompiledPolicies _compiled;
    private readonly DateTimeOffset[] _boundaries;
    private readonly ReasonCode _suspended;
    private Period _period;

    internal DecisionTable(CompiledPolicies compiled, DateTimeOffset[] boundaries, ReasonCode suspended = ReasonCode.None)
    {
        _suspended = suspended;
        _compiled = compiled;
        _boundaries = boundaries;
        _ordinals = compiled.Fields.Index().ToFrozenDictionary(field => field.Item.Coordinate, field => field.Index);
        _period = new Period(0);
    }

    /// <summary>All governed fields, in the graph and outside it; the position of one is its ordinal.</summary>
    public IReadOnlyList<GovernedField> Fields => _compiled.Fields;

    /// <summary>The ordinal of a field; -1 for an unknown coordinate.</summary>
    public int OrdinalOf(Coordinate coordinate) => _ordinals.GetValueOrDefault(coordinate, -1);

    /// <summary>All decisions for one caller class, made once between two boundaries.</summary>
    /// <param name="caller">The caller class.</param>
    /// <param name="now">The request's time, for rules and restrictions with a validity.</param>
    public CallerDecisions For(CallerClass caller, DateTimeOffset now)
    {
        var kept = KeptAt(now);
        if (kept.TryGetValue(caller, out var known))
        {
            return known;
        }

        // WHY: roles and regions stand in tokens that another provider may write; whatever it writes, the cache does not grow with it.
        if (kept.Count >= MostKept)
        {
            kept.Clear();
        }

        var decided = _compiled.Decide(caller, now);
        return kept.GetOrAdd(caller, _suspended == ReasonCode.None ? decided : decided.Closing(Fields, _suspended));
    }

    /// <summary>The same table with all closed, for this reason, that a rule opens.</summary>
    public DecisionTable Suspended(ReasonCode reason) => new(_compiled, _boundaries, reason);

    /// <summary>
    /// Decides on one field for one caller class. What nothing opens is closed, and so is an unknown coordinate. Roles combine by plain
    /// maximum.
    /// </summary>
    /// <param name="caller">The caller class.</param>
    /// <param name="coordinate">The field.</param>
    /// <param name="now">The request's time, for rules and restrictions with a validity.</param>
    public Decision Decide(CallerClass caller, Coordinate coordinate, DateTimeOffset now)
    {
        var ordinal = OrdinalOf(coordinate);
        return ordinal < 0 ? new Decision(coordinate, [], ReasonCode.NotPermitted) : For(caller, now)[ordinal];
    }

    /// <summary>
    /// Whether a caller of this department could ever read the field, in one of the roles and for one of the purposes: whatever region,
    /// case, emergency, consent or validity the rules and restrictions ask for besides.
    /// </summary>
    public bool CouldOpen(DepartmentId department, IEnumerable<string> roles, IReadOnlyCollection<string> purposes, Coordinate coordinate) =>
        OrdinalOf(coordinate) is >= 0 and var ordinal && _compiled.CouldOpen(department, roles, purposes, ordinal);

    /// <summary>
    /// Whether restrictions leave a department a field in full, of every record: without that it is not told the field, whoever asks for what.
    /// </summary>
    /// <param name="department">The department that would be told.</param>
    /// <param name="purpose">The request's purpose; null where it is not registered, and so may be any.</param>
    /// <param name="coordinate">The field; one that nobody knows is left to nobody.</param>
    /// <param name="now">The request's time.</param>
    public bool LeaveFull(DepartmentId department, string? purpose, Coordinate coordinate, DateTimeOffset now) =>
        OrdinalOf(coordinate) is >= 0 and var ordinal && _compiled.LeaveFull(department, purpose, ordinal, now);

    /// <summary>The next time at which a rule or restriction begins or ends, or null: until then a decision can be kept.</summary>
    public DateTimeOffset? NextBoundary(DateTimeOffset now) => IndexAfter(now) is var next && next < _boundaries.Length ? _boundaries[next] : null;

    /// <summary>The built-in rule that opens a field which is open unruled.</summary>
    internal static string BuiltInRule(GovernedField field) => field.OpenWithObject ? WithObject : Unconditional;

    internal static Opening UnruledOpening(GovernedField field) => new(field.Ladder.Full, [], BuiltInRule(field), BuiltInRule(field), null);

    private ConcurrentDictionary<CallerClass, CallerDecisions> KeptAt(DateTimeOffset now)
    {
        var index = IndexAfter(now);
        var period = Volatile.Read(ref _period);
        if (period.Index != index)
        {
            period = new Period(index);
            Volatile.Write(ref _period, period);
        }

        return period.Kept;
    }

    private int IndexAfter(DateTimeOffset now)
    {
        var index = Array.BinarySearch(_boundaries, now);
        return index < 0 ? ~index : index + 1;
    }

    /// <summary>What was decided between two boundaries.</summary>
    private sealed class Period(int index)
    {
        public int Index => index;

        public ConcurrentDictionary<CallerClass, CallerDecisions> Kept { get; } = new();
    }
}
