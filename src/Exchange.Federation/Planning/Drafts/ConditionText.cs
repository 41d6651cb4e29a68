using Exchange.GraphQL.Execution;

namespace Exchange.Federation.Planning.Drafts;

/// <summary>Writes conditions as <c>@include</c> and <c>@skip</c>. Stateless.</summary>
internal static class ConditionText
{
    /// <summary>
    /// Selections with their conditions, which are counted from the operation's root, inside something that is itself under
    /// <paramref name="outer"/>; those of one condition together.
    /// </summary>
    public static IEnumerable<string> Under(IEnumerable<(SelectionCondition? Condition, string Text)> selections, SelectionCondition? outer) =>
        selections.GroupBy(one => one.Condition is null || one.Condition.Equals(outer) ? "" : one.Condition.ToString())
            .SelectMany(group => group.Key.Length == 0
                ? group.Select(one => one.Text)
                : [Under(group.First().Condition!, outer, string.Join(' ', group.Select(one => one.Text)))]);

    // WHY: several conjunctions select the fields several times, because equal selections merge.
    private static string Under(SelectionCondition condition, SelectionCondition? outer, string selections)
    {
        var known = outer is { Terms.Count: 1 } ? outer.Terms[0].Literals : [];
        var terms = condition.Terms.Select(term => term.Literals.Except(known).ToList()).ToList();
        return terms.Exists(term => term.Count == 0) ? selections : string.Join(' ', terms.Select(term => Term(term, selections)));
    }

    // WHY: one fragment a literal, because neither directive may stand twice in one place.
    private static string Term(List<(string Variable, bool Expected)> literals, string selections) => literals.Aggregate(
        selections, (inner, literal) => $"...@{(literal.Expected ? "include" : "skip")}(if:${literal.Variable}){{{inner}}}");
}
