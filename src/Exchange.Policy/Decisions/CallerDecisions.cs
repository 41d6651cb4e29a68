using System.Numerics;

namespace Exchange.Policy.Decisions;

/// <summary>
/// What one caller class may read of every field, between two boundaries: decided beforehand, so that asking takes nothing but a look-up. The
/// conditions on records have numbers here, so that what holds for a record is one word. Immutable.
/// </summary>
public sealed class CallerDecisions
{
    // INVARIANT: no caller can set this bit, so an opening that needs it never holds.
    private const int NeverBit = 63;
    private const ulong Never = 1UL << NeverBit;

    private readonly Decision[] _decisions;
    private readonly FieldWays[] _ways;
    private readonly RecordCondition[] _conditions;
    private readonly ReasonCode[] _reasons;

    internal CallerDecisions(Decision[] decisions, IEnumerable<int> conditional)
    {
        // INVARIANT: in the order of reasons, so that of what a record lacks the lowest bit gives the reason that is told.
        _decisions = decisions;
        _conditions =
        [
            .. conditional.SelectMany(ordinal => decisions[ordinal].Openings).SelectMany(opening => opening.Conditions).Distinct()
                .OrderBy(condition => condition.Reason).Take(NeverBit),
        ];
        _reasons = [.. _conditions.Select(condition => condition.Reason)];

        var bits = _conditions.Index().ToDictionary(condition => condition.Item, condition => 1UL << condition.Index);
        _ways = [.. decisions.Select(decision => FieldWays.Of(decision, bits))];
    }

    /// <summary>
    /// The conditions on records in any of the decisions; the position of one is its bit. A caller for whom there are more than 63 keeps closed
    /// what needs the others.
    /// </summary>
    public IReadOnlyList<RecordCondition> Conditions => _conditions;

    /// <summary>The decision on a field.</summary>
    /// <param name="ordinal">The field's ordinal (<see cref="DecisionTable.OrdinalOf"/>).</param>
    public Decision this[int ordinal] => _decisions[ordinal];

    /// <summary>The way in which a field is open for a record: the first opening whose conditions hold.</summary>
    /// <param name="ordinal">The field's ordinal.</param>
    /// <param name="held">The conditions that hold for the record, as bits of <see cref="Conditions"/>.</param>
    /// <param name="opening">The opening; null when the field is closed for the record.</param>
    /// <returns>
    /// Why it is closed: of the conditions of one opening the first reason, of several openings the one that came furthest;
    /// <see cref="ReasonCode.None"/> where it is open.
    /// </returns>
    public ReasonCode Choose(int ordinal, ulong held, out Opening? opening)
    {
        ref readonly var field = ref _ways[ordinal];
        var furthest = field.Closed;
        foreach (ref readonly var way in field.Ways.AsSpan())
        {
            var missing = way.Needs & ~(held & ~Never);
            if (missing == 0)
            {
                opening = way.Opening;
                return ReasonCode.None;
            }

            var first = (missing & Never) != 0 ? ReasonCode.NotPermitted : _reasons[BitOperations.TrailingZeroCount(missing)];
            furthest = first > furthest ? first : furthest;
        }

        opening = null;
        return furthest;
    }

    /// <summary>The ways into one field, best first, and the least that is told where none is open.</summary>
    private readonly record struct FieldWays(Way[] Ways, ReasonCode Closed)
    {
        public static FieldWays Of(Decision decision, Dictionary<RecordCondition, ulong> bits) => decision.Openings.Count == 0
            ? new FieldWays([], decision.Closed)
            : new FieldWays([.. decision.Openings.Select(opening => new Way(Needs(opening, bits), opening))], ReasonCode.NotPermitted);

        private static ulong Needs(Opening opening, Dictionary<RecordCondition, ulong> bits) =>
            opening.Conditions.Aggregate(0UL, (needs, condition) => needs | bits.GetValueOrDefault(condition, Never));
    }

    /// <summary>An opening and what has to hold for it.</summary>
    private readonly record struct Way(ulong Needs, Opening Opening);
}
