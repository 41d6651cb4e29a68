using System.Collections.Frozen;
using Exchange.Federation.Authorization;
using Exchange.Policy.Decisions;

namespace Exchange.Pipeline.Guards;

/// <summary>What a client's day leaves open of the records of one stage. Made by <see cref="Of"/> and then only read.</summary>
internal sealed class ReadingVerdict
{
    private static readonly IReadOnlySet<string> Nothing = FrozenSet<string>.Empty;

    private readonly CallerGuards _guards;
    private readonly ReadingsOfDay _day;
    private readonly Dictionary<string, int> _counts;
    private readonly HashSet<PersonReading> _added = [];
    private readonly List<RecordAdmission> _records = [];

    private ReadingVerdict(CallerGuards guards, ReadingsOfDay day)
    {
        (_guards, _day) = (guards, day);
        _counts = new Dictionary<string, int>(day.Counts, StringComparer.Ordinal);
    }

    /// <summary>Parallel to the records that were asked about.</summary>
    public IReadOnlyList<RecordAdmission> Records => _records;

    /// <summary>What is read for the first time of the day.</summary>
    public IReadOnlyCollection<PersonReading> Added => _added;

    /// <summary>The budgets that leave nobody else to be read.</summary>
    public IEnumerable<string> Exhausted => _guards.Budgets.Where(budget => _counts.GetValueOrDefault(budget.Guard) >= budget.Persons)
        .Select(budget => budget.Guard);

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
        var isNew = _guards.Budgets.Where(budget => !Knows(new PersonReading(budget.Guard, subject))).ToList();
        if (isNew.Exists(budget => _counts.GetValueOrDefault(budget.Guard) >= budget.Persons))
        {
            return new RecordAdmission((int)ReasonCode.BudgetExceeded, Nothing, 0);
        }

        foreach (var budget in isNew)
        {
            _counts[budget.Guard] = _counts.GetValueOrDefault(budget.Guard) + 1;
            _added.Add(new PersonReading(budget.Guard, subject));
        }

        var closed = _guards.OverDay.SelectMany(combination => Combine(combination, subject, open)).ToFrozenSet(StringComparer.Ordinal);
        return new RecordAdmission(0, closed, (int)ReasonCode.NotPermitted);
    }

    // Notes the groups that are read now; gives the fields of the one that would make the combination whole. Where a request that had what it needs
    // has read them all before, one that has not reads none of them.
    private IEnumerable<string> Combine(CallerCombination combination, string subject, IReadOnlySet<string> open)
    {
        var groups = combination.Combination.Groups;
        var before = Enumerable.Range(0, groups.Count).Where(group => Knows(new PersonReading(combination.Guard(group), subject))).ToHashSet();
        var asked = Enumerable.Range(0, groups.Count).Where(group => groups[group].Any(field => open.Contains(field.Value))).ToList();
        var now = asked.Where(group => !before.Contains(group)).ToList();
        var isRefused = !combination.IsMet && before.Count + now.Count == groups.Count;
        List<int> refused = !isRefused ? [] : now.Count == 0 ? asked : [now[^1]];
        foreach (var group in now.Except(refused))
        {
            _added.Add(new PersonReading(combination.Guard(group), subject));
        }

        return refused.SelectMany(group => groups[group]).Select(field => field.Value);
    }

    private bool Knows(PersonReading reading) => _day.Known.Contains(reading) || _added.Contains(reading);
}
