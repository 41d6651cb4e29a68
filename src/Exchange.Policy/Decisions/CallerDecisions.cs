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
        var missing = cell.Needs & lacks;
        return missing == 0 ? new RecordDecision(cell.Opening, ReasonCode.None)
            : cell.Others.Length == 0 ? new RecordDecision(null, Further(cell.Closed, FirstOf(missing)))
            : DecideOthers(in cell, lacks, Further(cell.Closed, FirstOf(missing)));
    }

    /// <summary>The way in which a field is open for a record: the first opening whose conditions hold.</summary>
    /// <param name="ordinal">The field's ordinal.</param>
    /// <param name="held">The conditions that hold for the record, as bits of <see cref="Conditions"/>.</param>
    /// <returns>The position in <see cref="Decision.Openings"/>; -1 when it is closed.</returns>
    public int Choose(int ordinal, ulong held)
    {
        ref readonly var cell = ref _cells[ordinal];
        var lacks = ~held | Never;
        var chosen = (cell.Needs & lacks) == 0 ? 0 : -1;
        for (var i = 0; chosen < 0 && i < cell.Others.Length; i++)
        {
            chosen = (cell.Others[i].Needs & lacks) == 0 ? i + 1 : -1;
        }

        return chosen;
    }

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

    private RecordDecision DecideOthers(in Cell cell, ulong lacks, ReasonCode furthest)
    {
        foreach (var other in cell.Others)
        {
            var missing = other.Needs & lacks;
            if (missing == 0)
            {
                return new RecordDecision(other.Opening, ReasonCode.None);
            }

            furthest = Further(furthest, FirstOf(missing));
        }

        return new RecordDecision(null, furthest);
    }

    private static ReasonCode Further(ReasonCode one, ReasonCode other) => one > other ? one : other;

    private ReasonCode FirstOf(ulong missing) =>
        (missing & Never) != 0 ? ReasonCode.NotPermitted : _reasons[BitOperations.TrailingZeroCount(missing)];

    private Cell CellOf(Decision decision)
    {
        Way[] ways = [.. decision.Openings.Select(opening => new Way(opening.Conditions.Aggregate(0UL, (mask, each) => mask | Bit(each)), opening))];
        return ways is [var first, .. var others]
            ? new Cell(first.Needs, first.Opening, others, ReasonCode.NotPermitted)
            : new Cell(Never, null, [], decision.Closed);
    }

    private ulong Bit(RecordCondition condition) => Array.IndexOf(_conditions, condition) is >= 0 and var index ? 1UL << index : Never;

    /// <summary>An opening and what it needs of the record.</summary>
    private readonly record struct Way(ulong Needs, Opening Opening);

    /// <summary>
    /// A field: its first opening, which most have alone, beside the others, and the reason that is told at the least. One that has none needs what
    /// no record has.
    /// </summary>
    private readonly record struct Cell(ulong Needs, Opening? Opening, Way[] Others, ReasonCode Closed);
}
