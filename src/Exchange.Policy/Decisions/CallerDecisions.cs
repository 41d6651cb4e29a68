using System.Numerics;
using Exchange.Policy.Standard;

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
    private readonly ulong[]?[] _needs;
    private readonly List<RecordCondition> _conditions = [];
    private readonly ReasonCode[] _reasons;

    internal CallerDecisions(Decision[] decisions, IEnumerable<int> conditional)
    {
        _decisions = decisions;
        _needs = new ulong[decisions.Length][];
        foreach (var ordinal in conditional)
        {
            _needs[ordinal] = [.. decisions[ordinal].Openings.Select(opening => opening.Conditions.Aggregate(0UL, (mask, each) => mask | Bit(each)))];
        }

        _reasons = [.. _conditions.Select(condition => condition.Reason)];
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
    /// <returns>The position in <see cref="Decision.Openings"/>; -1 when it is closed.</returns>
    public int Choose(int ordinal, ulong held)
    {
        if (_needs[ordinal] is not { } needs)
        {
            return _decisions[ordinal].Openings.Count - 1;
        }

        for (var i = 0; i < needs.Length; i++)
        {
            if ((needs[i] & ~(held & ~Never)) == 0)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>
    /// Why a field is closed for a record: of the conditions of one opening the first reason, of several openings the one that came furthest.
    /// <see cref="ReasonCode.None"/> where it is open.
    /// </summary>
    /// <param name="ordinal">The field's ordinal.</param>
    /// <param name="held">The conditions that hold for the record, as bits of <see cref="Conditions"/>.</param>
    public ReasonCode ReasonFor(int ordinal, ulong held)
    {
        var decision = _decisions[ordinal];
        if (decision.Openings.Count == 0 || Choose(ordinal, held) >= 0)
        {
            return decision.Closed;
        }

        var furthest = ReasonCode.NotPermitted;
        foreach (var needs in _needs[ordinal]!)
        {
            var first = FirstOf(needs & ~(held & ~Never));
            furthest = first > furthest ? first : furthest;
        }

        return furthest;
    }

    /// <summary>The same decisions with all closed, for this reason, that is open and not unconditional.</summary>
    internal CallerDecisions Closing(IReadOnlyList<GovernedField> fields, ReasonCode reason)
    {
        Decision[] closed =
        [
            .. _decisions.Select((decision, ordinal) => decision.Openings.Count > 0 && fields[ordinal].Category != SharingCategory.Unconditional
                ? new Decision(decision.Coordinate, [], reason)
                : decision),
        ];
        return new CallerDecisions(closed, Enumerable.Range(0, closed.Length).Where(ordinal => _needs[ordinal] is not null));
    }

    private ReasonCode FirstOf(ulong missing)
    {
        var first = (missing & Never) != 0 ? ReasonCode.NotPermitted : ReasonCode.InvalidSourceData;
        for (var left = missing & ~Never; left != 0; left &= left - 1)
        {
            var reason = _reasons[BitOperations.TrailingZeroCount(left)];
            first = reason < first ? reason : first;
        }

        return first;
    }

    private ulong Bit(RecordCondition condition)
    {
        var index = _conditions.IndexOf(condition);
        if (index < 0 && _conditions.Count < NeverBit)
        {
            index = _conditions.Count;
            _conditions.Add(condition);
        }

        return index < 0 ? Never : 1UL << index;
    }
}
