using System.Globalization;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Comparison;

/// <summary>What changes about the guards: budgets by what they leave to each asker, combinations by their id, thresholds by their values.</summary>
internal static class GuardTerms
{
    public static IEnumerable<TermChange> Compare(PolicySpace space, PolicySet before, PolicySet after) =>
        [.. Budgets(space, before, after), .. Combinations(before, after), .. Thresholds(before, after)];

    private static IEnumerable<TermChange> Budgets(PolicySpace space, PolicySet before, PolicySet after) =>
        from asker in space.Unruled
        let was = Budget(before, asker)
        let now = Budget(after, asker)
        where was != now
        group asker.Purpose ?? "-" by (asker.Department, was, now) into ofDepartment
        group ofDepartment by (ofDepartment.Key.was, ofDepartment.Key.now, Purposes: Purposes(space, ofDepartment)) into alike
        let who = $"{string.Join(", ", alike.Select(each => each.Key.Department))}, {alike.Key.Purposes}"
        select new TermChange(
            "budget",
            who,
            new Title(
                $"{who}：每日可查询人数原为 {Persons(alike.Key.was, "不限")}，现为 {Persons(alike.Key.now, "不限")}",
                $"{who}: persons a day were {Persons(alike.Key.was, "unlimited")}, are {Persons(alike.Key.now, "unlimited")}"),
            Opens: alike.Key.was is { } old && !(alike.Key.now <= old));

    // Budgets count each by itself, so the smallest one is the limit.
    private static int? Budget(PolicySet policies, SpaceAsker asker) => policies.Budgets
        .Where(budget => budget.Departments.Count == 0 || budget.Departments.Contains(asker.Department))
        .Where(budget => budget.Purposes.Count == 0
            || (asker.Purpose is { } purpose && policies.Vocabulary.WithAncestors(purpose).Any(budget.Purposes.Contains)))
        .Min(budget => (int?)budget.Persons);

    private static string Purposes(PolicySpace space, IEnumerable<string> purposes)
    {
        var all = purposes.ToList();
        return all.Count == space.Purposes.Count + 1 ? "*" : string.Join(", ", all);
    }

    private static string Persons(int? persons, string unlimited) => persons?.ToString(CultureInfo.InvariantCulture) ?? unlimited;

    private static IEnumerable<TermChange> Combinations(PolicySet before, PolicySet after)
    {
        var gone = before.Combinations.ToDictionary(combination => combination.Id, StringComparer.Ordinal);
        foreach (var combination in after.Combinations)
        {
            if (!gone.Remove(combination.Id, out var was))
            {
                // WHY: of what another refused alone, one that stands beside it may let something through, and refuse something else.
                yield return Change("combination", combination.Id, "新增", "is new", before.Combinations.Any(other => Meet(other, combination)));
            }
            else if (Text(was) != Text(combination))
            {
                // WHY opening: other groups or needs can let through what was held back before, and nothing here proves that they do not.
                var (old, now) = (Text(was), Text(combination));
                yield return Change("combination", was.Id, $"：原为 {old}；现为 {now}", $"was {old}; is {now}", opens: true);
            }
        }

        foreach (var id in gone.Keys)
        {
            yield return Change("combination", id, "取消", "is gone", opens: true);
        }

        foreach (var (first, second) in Swapped(before.Combinations, after.Combinations))
        {
            yield return Change("combination", first, $"：现先于 {second}", $"comes before {second} now", opens: true);
        }
    }

    // What is refused depends on which of two that share a field is looked at first.
    private static IEnumerable<(string First, string Second)> Swapped(IReadOnlyList<Combination> before, IReadOnlyList<Combination> after)
    {
        var places = before.Index().ToDictionary(each => each.Item.Id, each => each.Index, StringComparer.Ordinal);
        var stayed = after.Where(combination => places.ContainsKey(combination.Id)).ToList();
        return from second in stayed.Index()
               from first in stayed.Take(second.Index)
               where places[first.Id] > places[second.Item.Id] && Meet(first, second.Item)
               select (first.Id, second.Item.Id);
    }

    private static bool Meet(Combination one, Combination other) =>
        one.Groups.SelectMany(group => group).Intersect(other.Groups.SelectMany(group => group)).Any();

    private static string Text(Combination combination)
    {
        var groups = combination.Groups.Select(group => $"[{string.Join(", ", group.Select(field => field.Value).Order(StringComparer.Ordinal))}]");
        IEnumerable<string> needs =
        [
            .. combination.Roles.Order(StringComparer.Ordinal).Select(role => $"role {role}"),
            .. combination.Purposes.Order(StringComparer.Ordinal).Select(purpose => $"purpose {purpose}"),
            .. combination.Case ? ["case"] : Array.Empty<string>(), .. combination.Emergency ? ["emergency"] : Array.Empty<string>(),
        ];
        return $"{string.Join(" + ", groups)} in one {(combination.Span == CombinationSpan.Day ? "day" : "answer")} needs {string.Join(", ", needs)}";
    }

    private static IEnumerable<TermChange> Thresholds(PolicySet before, PolicySet after)
    {
        var old = before.Thresholds.ToDictionary(KeyOf);
        foreach (var threshold in after.Thresholds)
        {
            if (!old.Remove(KeyOf(threshold), out var was))
            {
                yield return Change("threshold", NameOf(threshold), $"新增：{Values(threshold)}", $"is new: {Values(threshold)}", opens: true);
            }
            else if (Values(was) != Values(threshold))
            {
                yield return Change(
                    "threshold", NameOf(threshold), $"原为 {Values(was)}；现为 {Values(threshold)}", $"was {Values(was)}; is {Values(threshold)}",
                    opens: !IsWithin(threshold, was));
            }
        }

        foreach (var gone in old.Values)
        {
            yield return Change("threshold", NameOf(gone), "取消", "is gone", opens: false);
        }
    }

    // The first days of years are among those of quarters, and these among those of months; a grid of dates and a list of values are never compared.
    private static bool IsWithin(ThresholdValues inner, ThresholdValues outer) => inner.Dates == DateGrid.None && outer.Dates == DateGrid.None
        ? inner.Values.All(outer.Values.Contains)
        : inner.Dates != DateGrid.None && outer.Dates != DateGrid.None && inner.Dates >= outer.Dates && inner.Values.All(outer.Values.Contains);

    private static (Coordinate Field, string Argument) KeyOf(ThresholdValues threshold) => (threshold.Field, threshold.Argument);

    private static string NameOf(ThresholdValues threshold) => $"{threshold.Field}({threshold.Argument})";

    private static string Values(ThresholdValues threshold) => threshold.Dates == DateGrid.None
        ? string.Join(", ", threshold.Values.Order(StringComparer.Ordinal))
        : $"first of {threshold.Dates}".ToLowerInvariant();

    private static TermChange Change(string kind, string id, string chinese, string english, bool opens) =>
        new(kind, id, new Title($"{kind} {id} {chinese}", $"{kind} {id} {english}"), opens);
}
