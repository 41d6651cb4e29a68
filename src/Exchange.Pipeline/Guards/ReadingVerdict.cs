using System.Collections.Frozen;
using Exchange.Federation.Authorization;
using Exchange.Policy;
using Exchange.Policy.Decisions;

namespace Exchange.Pipeline.Guards;

/// <summary>What a client's day leaves open of the records of one stage. Made by <see cref="Of"/> and then only read.</summary>
internal sealed class ReadingVerdict
{
    private static readonly IReadOnlySet<string> Nothing = FrozenSet<string>.Empty;

    private readonly CallerGuards _guards;
    private readonly ReadingsOfDay _day;
    private readonly HashSet<PersonReading> _added = [];
    private readonly List<RecordAdmission> _records = [];

    private ReadingVerdict(CallerGuards guards, ReadingsOfDay day)
    {
        (_guards, _day) = (guards, day);
        Count = guards.Budget is { } budget ? day.Counts.GetValueOrDefault(budget.Guard) : 0;
    }

    /// <summary>Parallel to the records that were asked about.</summary>
    public IReadOnlyList<RecordAdmission> Records => _records;

    /// <summary>What is read for the first time of the day.</summary>
    public IReadOnlyCollection<PersonReading> Added => _added;

    /// <summary>How many persons the budget counts.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the budget leaves nobody else to be read.</summary>
    public bool IsExhausted => Count >= _guards.Budget?.Persons;

    /// <summary>Whether nothing that the store may hold beside what was given here could change anything.</summary>
    public bool IsCertain { get; private set; } = true;

    /// <summary>Decides the records in their order: who was read before costs nothing.</summary>
    public static ReadingVerdict Of(CallerGuards guards, ReadingsOfDay day, IReadOnlyList<(string Subject, IReadOnlySet<string> Open)> records)
    {
        var verdict = new ReadingVerdict(guards, day);
        foreach (var (subject, open) in records)
        {
            verdict._records.Add(verdict.Admit(subject, open));
        }

        return verdict;
    }

    private RecordAdmission Admit(string subject, IReadOnlySet<string> open)
    {
        if (_guards.Budget is { } budget && !Knows(new PersonReading(budget.Guard, subject)))
        {
            IsCertain = false;
            if (IsExhausted)
            {
                return new RecordAdmission((int)ReasonCode.BudgetExceeded, Nothing, 0);
            }

            Count++;
            _added.Add(new PersonReading(budget.Guard, subject));
        }

        return new RecordAdmission(0, Combine(subject, open), (int)ReasonCode.NotPermitted);
    }

    // INVARIANT: only what no combination closes is noted as read; what one closes is not open to the next.
    private FrozenSet<string> Combine(string subject, IReadOnlySet<string> open)
    {
        var left = open.ToHashSet(StringComparer.Ordinal);
        var kept = new HashSet<Coordinate>();
        foreach (var combination in _guards.OverDay)
        {
            var refused = Refused(combination, subject, left, kept).SelectMany(group => group).ToList();
            left.ExceptWith(refused.Select(field => field.Value));
            kept.UnionWith(combination.Combination.Groups.SelectMany(group => group).Where(field => left.Contains(field.Value)));
            kept.ExceptWith(refused);
        }

        foreach (var reading in kept.Select(field => new PersonReading(CallerCombination.Guard(field), subject)).Where(reading => !Knows(reading)))
        {
            IsCertain = false;
            _added.Add(reading);
        }

        return open.Except(left).ToFrozenSet(StringComparer.Ordinal);
    }

    // The groups that would make the combination whole: one that no other combination has let through, if there is one. Where a request that had what
    // it needs has read of all groups before, one that has not reads of none.
    private IReadOnlyList<IReadOnlyList<Coordinate>> Refused(
        CallerCombination combination, string subject, HashSet<string> open, HashSet<Coordinate> kept)
    {
        var groups = combination.Combination.Groups;
        var asked = groups.Where(group => group.Any(field => open.Contains(field.Value))).ToList();
        if (combination.IsMet || asked.Count == 0)
        {
            return [];
        }

        var before = groups.Where(group => group.Any(field => Knows(new PersonReading(CallerCombination.Guard(field), subject)))).ToList();
        var now = asked.Except(before).ToList();

        // WHY: the store may know groups that were read by way of another hub.
        IsCertain &= before.Count == groups.Count;
        return before.Count + now.Count < groups.Count ? []
            : now.Count == 0 ? asked
            : [now.FindLast(group => !group.Any(kept.Contains)) ?? now[^1]];
    }

    private bool Knows(PersonReading reading) => _day.Known.Contains(reading) || _added.Contains(reading);
}
