using Exchange.Policy.Decisions;
using Exchange.Policy.Documents.Reading;

namespace Exchange.Policy.Documents.Checks;

/// <summary>
/// Finds the rules that open nothing beyond another: whatever they let through, that one lets through too. Each rule is compared with each, so
/// what a rule lets through is one set: every department, role, purpose, join and level on its own.
/// </summary>
internal sealed class ShadowCheck(Terms terms)
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

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
        var all = new BitSet();
        foreach (var word in Words(rule))
        {
            all.Add(_numbers.TryGetValue(word, out var known) ? known : _numbers[word] = _numbers.Count);
        }

        return new Reach(rule, all, [.. rule.Conditions.OfRecord]);
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
    private sealed record Reach(PolicyRule Rule, BitSet All, IReadOnlyList<RecordCondition> OfRecord)
    {
        public bool Covers(Reach other) => All.IsSupersetOf(other.All) && Covers(Rule.Conditions, other.Rule.Conditions)
            && OfRecord.All(condition => other.OfRecord.Contains(condition));

        private static bool Covers(RuleConditions wider, RuleConditions rule) =>
            (!wider.Case || rule.Case)
            && (!wider.Emergency || rule.Emergency)
            && (wider.From is null || wider.From <= rule.From)
            && (wider.Until is null || wider.Until >= rule.Until);
    }
}
