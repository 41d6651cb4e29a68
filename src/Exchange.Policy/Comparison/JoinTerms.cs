using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Comparison;

/// <summary>
/// Restrictions that keep a department from a field which others' rules have told on the way (<c>joins</c>). That one is gone stands in no line: who
/// reads by the rule may be restricted by nothing, and whom it is told to besides the owner of what is read is up to the departments' schemas.
/// </summary>
internal static class JoinTerms
{
    public static IEnumerable<TermChange> Compare(PolicySet before, PolicySet after)
    {
        var told = after.Rules.SelectMany(rule => rule.Joins.Distinct(), (rule, field) => (rule, field)).ToLookup(join => join.field, join => join.rule);
        var now = after.Restrictions.ToDictionary(restriction => restriction.Id, StringComparer.Ordinal);
        return from restriction in before.Restrictions
               from cap in restriction.Caps
               let rules = told[cap.Coordinate].Where(rule => IsOthers(restriction, rule)).Select(rule => rule.Id).Distinct().ToList()
               where rules.Count > 0 && !(now.TryGetValue(restriction.Id, out var stays) && KeepsAsMuch(stays, restriction, cap))
               select Change(restriction.Id, cap.Coordinate, string.Join(", ", rules));
    }

    // Whether a department is kept from the field that is neither among the rule's readers nor the owner of what they read: of those the lines tell.
    private static bool IsOthers(Restriction restriction, PolicyRule rule) => restriction.Departments.Count > 0
        && restriction.Departments.Any(department => department != rule.Owner && !rule.Departments.Contains(department));

    private static bool KeepsAsMuch(Restriction now, Restriction was, FieldLevel cap) =>
        now.Caps.Any(other => other.Coordinate == cap.Coordinate && other.Level <= cap.Level)
        && IsAtLeast(now.Departments, was.Departments)
        && IsAtLeast(now.Purposes, was.Purposes)
        && IsAtLeast(now.States, was.States)
        && !(now.From > (was.From ?? DateTimeOffset.MinValue))
        && !(now.Until < (was.Until ?? DateTimeOffset.MaxValue));

    // An empty list stands for all.
    private static bool IsAtLeast<T>(IReadOnlyList<T> now, IReadOnlyList<T> was) => now.Count == 0 || (was.Count > 0 && was.All(now.Contains));

    private static TermChange Change(string id, Coordinate field, string rules) => new(
        "restriction",
        id,
        new Title($"restriction {id} 不再限制 {field}，该字段因 {rules} 告知其他部门", $"restriction {id} leaves {field}, which other departments are told for {rules}"),
        Opens: true);
}
