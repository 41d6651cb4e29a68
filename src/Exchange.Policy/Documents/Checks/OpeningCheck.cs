using Exchange.Policy.Documents.Reading;

namespace Exchange.Policy.Documents.Checks;

/// <summary>Whether what rules open fits into a table.</summary>
internal static class OpeningCheck
{
    public static bool Fits(Terms terms, IReadOnlyList<WrittenRule> rules)
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
        }

        return true;
    }
}
