using Exchange.Policy.Comparison;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents.Reading;

namespace Exchange.Policy.Documents.Checks;

/// <summary>
/// Finds the rules that open nothing beyond another: whatever they let through, that one lets through too. Each rule is compared with each, so
/// what a rule lets through is one set: every department, role, purpose, join and level on its own.
/// </summary>
internal sealed class ShadowCheck(Terms terms)
{
    private const int MinutesOfWeek = 7 * 24 * 60;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<DailyHours, BitSet> _minutes = [];

    public void Check(IReadOnlyList<WrittenRule> rules)
    {
        Reach[] reaches = [.. rules.Select(written => ReachOf(written.Rule))];
        for (var i = 0; i < reaches.Length; i++)
        {
            if (reaches[i].Rule.Opens.Count > 0 && WiderThan(reaches, i) is { } wider)
            {
                terms.Report(rules[i].Node["id"], "shadowed-rule",
                    $"The rule '{reaches[i].Rule.Id}' opens nothing that '{wider.Id}' does not open to the same callers on no more conditions. "
                    + "Take one of them out.");
            }
        }
    }

    // WHY: of two rules that say the same the later one is the finding.
    private static PolicyRule? WiderThan(Reach[] reaches, int place)
    {
        for (var i = 0; i < reaches.Length; i++)
        {
            if (i != place && reaches[i].Covers(reaches[place]) && (i < place || !reaches[place].Covers(reaches[i])))
            {
                return reaches[i].Rule;
            }
        }

        return null;
    }

    private Reach ReachOf(PolicyRule rule)
    {
        var asked = rule.Conditions.OfRecord.Where(condition => condition is not HoursCondition)
            .Concat(rule.Conditions.Case ? [ConditionLogic.Case] : []).Concat(rule.Conditions.Emergency ? [ConditionLogic.Emergency] : []).ToList();
        return new Reach(
            rule,
            Numbers(Words(rule)),
            Numbers(asked.Select(condition => $"{condition}")),
            Numbers(ConditionLogic.Closure(asked).Select(condition => $"{condition}")),
            MinutesOf(rule.Conditions.Hours));
    }

    private BitSet Numbers(IEnumerable<string> words)
    {
        var all = new BitSet();
        foreach (var word in words)
        {
            all.Add(_numbers.TryGetValue(word, out var known) ? known : _numbers[word] = _numbers.Count);
        }

        return all;
    }

    // The minutes of a week, which is as exactly as hours can be written; without hours all of them.
    private BitSet MinutesOf(DailyHours? hours)
    {
        hours ??= new DailyHours(TimeOnly.MinValue, TimeOnly.MinValue, DailyHours.EveryDay);
        if (!_minutes.TryGetValue(hours, out var known))
        {
            known = _minutes[hours] = new BitSet();
            foreach (var minute in Enumerable.Range(0, MinutesOfWeek).Where(minute => hours.Contains(DateTimeOffset.UnixEpoch.AddMinutes(minute), TimeSpan.Zero)))
            {
                known.Add(minute);
            }
        }

        return known;
    }

    // A level stands for all below it, a purpose for all narrower ones, none named for any there could be.
    private IEnumerable<string> Words(PolicyRule rule) =>
    [
        .. rule.Departments.Select(department => $"department {department}"),
        .. rule.Roles.Select(role => $"role {role}"),
        .. terms.PurposesOf(rule).Select(purpose => $"purpose {purpose}"),
        .. rule.Purposes.Count == 0 ? (string[])["any purpose"] : [],
        .. rule.Joins.Select(joined => $"join {joined}"),
        .. rule.Opens.SelectMany(open => Enumerable.Range(1, Math.Max(0, open.Level)), (open, level) => $"{open.Coordinate} {level}"),
    ];

    /// <summary>What a rule lets through.</summary>
    /// <param name="Rule">The rule.</param>
    /// <param name="All">Whom and what it is for.</param>
    /// <param name="Asked">The conditions but for hours.</param>
    /// <param name="Held">The same with all that follow from them.</param>
    /// <param name="Minutes">The minutes of the week in which it opens.</param>
    private sealed record Reach(PolicyRule Rule, BitSet All, BitSet Asked, BitSet Held, BitSet Minutes)
    {
        public bool Covers(Reach other) => All.IsSupersetOf(other.All)
            && other.Held.IsSupersetOf(Asked)
            && Minutes.IsSupersetOf(other.Minutes)
            && IsValidAsLong(Rule.Conditions, other.Rule.Conditions);

        private static bool IsValidAsLong(RuleConditions wider, RuleConditions rule) =>
            (wider.From is null || wider.From <= rule.From) && (wider.Until is null || wider.Until >= rule.Until);
    }
}
