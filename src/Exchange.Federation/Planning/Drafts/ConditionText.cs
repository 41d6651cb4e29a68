using Exchange.GraphQL.Execution;

namespace Exchange.Federation.Planning.Drafts;

/// <summary>Writes conditions as <c>@include</c> and <c>@skip</c>. Stateless.</summary>
internal static class ConditionText
{
    /// <summary>
    /// The fields under a condition, which is counted from the operation's root, inside something that is itself under
    /// <paramref name="outer"/>. Several conjunctions select the fields several times: equal selections merge.
    /// </summary>
    public static string Under(SelectionCondition? condition, SelectionCondition? outer, string fields)
    {
        if (condition is null || condition.Equals(outer))
        {
            return fields;
        }

        var known = outer is { Terms.Count: 1 } ? outer.Terms[0].Literals : [];
        var terms = condition.Terms.Select(term => term.Literals.Except(known).ToList()).ToList();
        return terms.Exists(term => term.Count == 0) ? fields : string.Join(' ', terms.Select(term => Term(term, fields)));
    }

    // WHY: one fragment a literal, because neither directive may stand twice in one place.
    private static string Term(List<(string Variable, bool Expected)> literals, string fields) =>
        literals.Aggregate(fields, (inner, literal) => $"...@{(literal.Expected ? "include" : "skip")}(if:${literal.Variable}){{{inner}}}");
}
