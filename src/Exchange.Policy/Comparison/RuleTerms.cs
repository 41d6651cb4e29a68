using System.Globalization;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;

namespace Exchange.Policy.Comparison;

/// <summary>What changes about rules and restrictions beside what they decide: which there are, on what basis, with which duties.</summary>
internal static class RuleTerms
{
    public static IEnumerable<TermChange> Compare(PolicySet before, PolicySet after)
    {
        var old = before.Rules.ToDictionary(rule => rule.Id, StringComparer.Ordinal);
        foreach (var rule in after.Rules)
        {
            foreach (var change in old.Remove(rule.Id, out var was) ? Changes(was, rule) : [New("rule", rule.Id, Describe(rule))])
            {
                yield return change;
            }
        }

        // WHY none of these opens: whom a rule or restriction opens or closes something to stands in the lines.
        foreach (var change in old.Keys.Select(id => Gone("rule", id)).Concat(Restrictions(before, after)).Concat(Replaced(before, after)))
        {
            yield return change;
        }
    }

    // Where something is read by another rule than before, what is asked of the reader is that rule's. Which of two rules that open alike is the one
    // that counts is not looked at: that a rule which asks less is there beside or in place of one that asks more is enough, unless it was before.
    private static IEnumerable<TermChange> Replaced(PolicySet before, PolicySet after)
    {
        var (old, now) = (Extents(before), Extents(after));
        var (oldByReach, nowByReach) = (old.ToLookup(each => each.Reach), now.ToLookup(each => each.Reach));
        var added = now.Where(each => !oldByReach[each.Reach].Any(was => Stays(was.Rule, each.Rule))).ToHashSet();
        var left = old.Where(each => !nowByReach[each.Reach].Any(stays => Stays(each.Rule, stays.Rule))).ToHashSet();
        return from rule in now
               from other in old
               where (added.Contains(rule) || left.Contains(other)) && rule.Rule.Id != other.Rule.Id
               where IsLess(other.Rule.Obligations, rule.Rule.Obligations)
                   || (added.Contains(rule) && left.Contains(other) && !AsksNoLess(other.Rule, rule.Rule))
               where rule.Meets(other)
               select Changed("obligations", rule.Rule.Id, Terms(other.Rule), Terms(rule.Rule), opens: true);
    }

    // WHY under its own name whatever it asks: that it asks less is told already.
    private static bool Stays(PolicyRule was, PolicyRule now) => was.Id == now.Id || AsksNoLess(was, now);

    private static List<Extent> Extents(PolicySet policies) => [.. policies.Rules.Select(rule => new Extent(
        rule, Reach(rule), PurposesOf(rule, policies.Vocabulary), [.. rule.Opens.Select(open => open.Coordinate)]))];

    private static HashSet<string> PurposesOf(PolicyRule rule, Vocabulary vocabulary) =>
        [.. vocabulary.Purposes.Select(purpose => purpose.Code)
            .Where(code => rule.Purposes.Count == 0 || vocabulary.WithAncestors(code).Any(rule.Purposes.Contains))];

    private static bool AsksNoLess(PolicyRule was, PolicyRule now) =>
        was.Basis == now.Basis && was.Article == now.Article && !IsLess(was.Obligations, now.Obligations);

    // INVARIANT: equal exactly for rules that open the same to the same, whatever they ask of the reader.
    private static string Reach(PolicyRule rule) => string.Join(
        '\n',
        [
            .. rule.Opens.Select(open => $"{open.Coordinate} {open.Level}"), "", .. rule.Departments.Select(each => each.Value), "", .. rule.Roles, "",
            .. rule.Purposes, "", .. rule.Conditions.OfRecord.Select(condition => $"{condition}"), $"{rule.Conditions.Case} {rule.Conditions.Emergency}",
            $"{rule.Conditions.From:O} {rule.Conditions.Until:O}",
        ]);

    private static Title Terms(PolicyRule rule)
    {
        var (basis, duties) = (Basis(rule), Duties(rule.Obligations));
        return new Title($"{rule.Id}（{basis.Zh}；{duties.Zh}）", $"{rule.Id} ({basis.En}; {duties.En})");
    }

    private static IEnumerable<TermChange> Changes(PolicyRule was, PolicyRule rule)
    {
        if (was.Basis != rule.Basis || was.Article != rule.Article)
        {
            yield return Changed("basis", rule.Id, Basis(was), Basis(rule), opens: true);
        }

        if (was.Obligations != rule.Obligations)
        {
            yield return Changed("obligations", rule.Id, Duties(was.Obligations), Duties(rule.Obligations), IsLess(was.Obligations, rule.Obligations));
        }
    }

    private static IEnumerable<TermChange> Restrictions(PolicySet before, PolicySet after)
    {
        var (old, now) = (before.Restrictions.Select(each => each.Id).ToHashSet(), after.Restrictions.Select(each => each.Id).ToHashSet());
        return now.Except(old).Select(id => New("restriction", id, new Title("", "")))
            .Concat(old.Except(now).Select(id => Gone("restriction", id)));
    }

    private static bool IsLess(Obligations was, Obligations now) =>
        (was.NotifyPerson && !now.NotifyPerson)
        || (was.ReviewWithinHours is { } hours && !(now.ReviewWithinHours <= hours))
        || (was.KeepDays is { } days && !(now.KeepDays <= days));

    private static Title Describe(PolicyRule rule)
    {
        var (basis, duties) = (Basis(rule), Duties(rule.Obligations));
        return new Title($"：{basis.Zh}；{duties.Zh}", $": {basis.En}; {duties.En}");
    }

    private static Title Basis(PolicyRule rule) => rule.Article is null
        ? new Title(rule.Basis, rule.Basis)
        : new Title($"{rule.Basis}，{rule.Article}", $"{rule.Basis}, {rule.Article}");

    private static Title Duties(Obligations duties)
    {
        var all = new List<Title>();
        if (duties.NotifyPerson)
        {
            all.Add(new Title("告知本人", "the person is told"));
        }

        if (duties.ReviewWithinHours is { } hours)
        {
            all.Add(new Title(Number($"{hours} 小时内复核"), Number($"reviewed within {hours} hours")));
        }

        if (duties.KeepDays is { } days)
        {
            all.Add(new Title(Number($"{days} 天后删除"), Number($"deleted after {days} days")));
        }

        return all.Count == 0
            ? new Title("无附带义务", "no obligations")
            : new Title(string.Join("、", all.Select(each => each.Zh)), string.Join(", ", all.Select(each => each.En)));
    }

    private static string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static TermChange New(string kind, string id, Title what) =>
        new(kind, id, new Title($"新增 {kind} {id}{what.Zh}", $"{kind} {id} is new{what.En}"), Opens: false);

    private static TermChange Gone(string kind, string id) => new(kind, id, new Title($"取消 {kind} {id}", $"{kind} {id} is gone"), Opens: false);

    private static TermChange Changed(string kind, string id, Title was, Title now, bool opens) => new(
        kind, id, new Title($"{id} 的 {kind}：原为{was.Zh}；现为{now.Zh}", $"{kind} of {id}: was {was.En}; is {now.En}"), opens);

    /// <summary>What a rule is about in its own version, whose tree of purposes need not be that of another.</summary>
    /// <param name="Rule">The rule.</param>
    /// <param name="Reach">A text that is equal for rules that open the same to the same.</param>
    /// <param name="Purposes">The purposes that it is for, narrower ones too.</param>
    /// <param name="Fields">The fields that it opens.</param>
    private sealed record Extent(PolicyRule Rule, string Reach, HashSet<string> Purposes, HashSet<Coordinate> Fields)
    {
        /// <summary>Whether there is a request that both let read the same field.</summary>
        public bool Meets(Extent other) => Rule.Departments.Any(other.Rule.Departments.Contains)
            && Rule.Roles.Any(other.Rule.Roles.Contains)
            && Purposes.Overlaps(other.Purposes)
            && Fields.Overlaps(other.Fields);
    }
}
