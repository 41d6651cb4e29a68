using Exchange.Policy.Documents.Reading;

namespace Exchange.Policy.Documents.Checks;

/// <summary>Whether what rules open fits into a table, and the tables of all times into a comparison.</summary>
internal static class OpeningCheck
{
    public static bool Fits(Terms terms, IReadOnlyList<WrittenRule> rules, int times)
    {
        var openings = 0L;
        foreach (var (rule, node) in rules)
        {
            var purposes = terms.PurposesOf(rule).Count;
            openings += (long)rule.Departments.Count * rule.Roles.Count * purposes * Math.Max(1, rule.Opens.Count);
            if (openings > DocumentLimits.MaxOpenings)
            {
                terms.Report(node, "too-many-openings",
                    $"From the rule '{rule.Id}' on there are more than {DocumentLimits.MaxOpenings} cells of department, role, purpose and field. "
                    + "Name fewer in one rule.");
                return false;
            }

            if (openings * times > DocumentLimits.MaxTimedOpenings)
            {
                terms.Report(node, "too-many-openings",
                    $"Up to the rule '{rule.Id}' there are {openings} cells of department, role, purpose and field, and {times} times at which something "
                    + $"begins or ends: more than {DocumentLimits.MaxTimedOpenings} decisions. Name fewer in one rule, or let rules begin and end together.");
                return false;
            }
        }

        return true;
    }
}
