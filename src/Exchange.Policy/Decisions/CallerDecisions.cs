using System.Numerics;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Decisions;

/// <summary>What comes out for one field of one record.</summary>
/// <param name="Opening">The way in which it is open; null when it is closed.</param>
/// <param name="Reason">Why it is closed; <see cref="ReasonCode.None"/> when it is open.</param>
public readonly record struct RecordDecision(Opening? Opening, ReasonCode Reason);

/// <summary>
/// What one caller class may read of every field, between two boundaries: decided beforehand, so that asking takes nothing but a look-up. The
/// conditions on records have numbers here, so that what holds for a record is one word. Immutable.
/// </summary>
public sealed class CallerDecisions
{
    // INVARIANT: no caller can set this bit, so an opening that needs it never holds.
    private const int NeverBit = 63;
    private const ulong Never = 1UL << NeverBit;
    private static readonly ulong[] Nothing = [];
    private static readonly ulong[] Everything = [0];

    private readonly Decision[] _decisions;
    private readonly Cell[] _cells;
    private readonly RecordCondition[] _conditions;
    private readonly ReasonCode[] _reasons;

    /// <summary>Decisions without a condition on records.</summary>
    internal CallerDecisions(Decision[] decisions)
    {
        _conditions = [];
        _reasons = [];
        _decisions = decisions;
        _cells = [.. decisions.Select(CellOf)];
    }

    /// <summary>The decisions of <paramref name="others"/>, but for some fields.</summary>
    internal CallerDecisions(CallerDecisions others, IReadOnlyDictionary<int, Decision> decided)
    {
        // WHY in the order of reasons: the first reason of what fails is that of its lowest bit.
        var conditions = decided.Values.SelectMany(decision => decision.Openings).SelectMany(opening => opening.Conditions).Distinct();
        _conditions = [.. conditions.OrderBy(condition => condition.Reason).Take(NeverBit)];
        _reasons = [.. _conditions.Select(condition => condition.Reason)];
        _decisions = [.. others._decisions];
        _cells = [.. others._cells];
        foreach (var (ordinal, decision) in decided)
        {
            _decisions[ordinal] = decision;
            _cells[ordinal] = CellOf(decision);
        }
    }

    /// <summary>
    /// The conditions on records in any of the decisions; the position of one is its bit. A caller for whom there are more than 63 keeps closed
    /// what needs the others.
    /// </summary>
    public IReadOnlyList<RecordCondition> Conditions => _conditions;

    /// <summary>The decision on a field.</summary>
    /// <param name="ordinal">The field's ordinal (<see cref="DecisionTable.OrdinalOf"/>).</param>
    public Decision this[int ordinal] => _decisions[ordinal];

    /// <summary>
    /// What comes out for a record: the first opening whose conditions hold; else of the conditions of one opening the first reason, of several
    /// openings the one that came furthest.
    /// </summary>
    /// <param name="ordinal">The field's ordinal.</param>
    /// <param name="held">The conditions that hold for the record, as bits of <see cref="Conditions"/>.</param>
    public RecordDecision Decide(int ordinal, ulong held)
    {
        ref readonly var cell = ref _cells[ordinal];
        var lacks = ~held | Never;
        var needs = cell.Needs;
        for (var i = 0; i < needs.Length; i++)
        {
            if ((needs[i] & lacks) == 0)
            {
                return new RecordDecision(cell.Openings[i], ReasonCode.None);
            }
        }

        var furthest = cell.Closed;
        for (var i = 0; i < needs.Length; i++)
        {
            var first = FirstOf(needs[i] & lacks);
            furthest = first > furthest ? first : furthest;
        }

        return new RecordDecision(null, furthest);
    }

    /// <summary>The way in which a field is open for a record: the first opening whose conditions hold.</summary>
    /// <param name="ordinal">The field's ordinal.</param>
    /// <param name="held">The conditions that hold for the record, as bits of <see cref="Conditions"/>.</param>
    /// <returns>The position in <see cref="Decision.Openings"/>; -1 when it is closed.</returns>
    public int Choose(int ordinal, ulong held) => Array.FindIndex(_cells[ordinal].Needs, needs => (needs & (~held | Never)) == 0);

    /// <summary>Why a field is closed for a record; <see cref="ReasonCode.None"/> where it is open.</summary>
    /// <param name="ordinal">The field's ordinal.</param>
    /// <param name="held">The conditions that hold for the record, as bits of <see cref="Conditions"/>.</param>
    public ReasonCode ReasonFor(int ordinal, ulong held) => Decide(ordinal, held).Reason;

    /// <summary>The same decisions with all closed, for this reason, that a rule opens.</summary>
    internal CallerDecisions Closing(IReadOnlyList<GovernedField> fields, ReasonCode reason) => new(
        this,
        _decisions.Index().Where(each => each.Item.Openings.Count > 0).ToDictionary(
            each => each.Index,
            each => fields[each.Index].IsOpenUnruled ? each.Item : new Decision(each.Item.Coordinate, [], reason)));

    private ReasonCode FirstOf(ulong missing) =>
        (missing & Never) != 0 ? ReasonCode.NotPermitted : _reasons[BitOperations.TrailingZeroCount(missing)];

    private Cell CellOf(Decision decision) => decision.Openings switch
    {
        [] => new Cell(Nothing, [], decision.Closed),
        [{ Conditions.Count: 0 }] => new Cell(Everything, [.. decision.Openings], ReasonCode.None),
        _ => new Cell(
            [.. decision.Openings.Select(opening => opening.Conditions.Aggregate(0UL, (mask, condition) => mask | Bit(condition)))],
            [.. decision.Openings],
            ReasonCode.NotPermitted),
    };

    private ulong Bit(RecordCondition condition) => Array.IndexOf(_conditions, condition) is >= 0 and var index ? 1UL << index : Never;

    /// <summary>A field: what each of its openings needs of the record, and the reason that is told at the least.</summary>
    private readonly record struct Cell(ulong[] Needs, Opening[] Openings, ReasonCode Closed);
}
