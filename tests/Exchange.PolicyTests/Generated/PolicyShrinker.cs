using Exchange.Policy.Documents;

namespace Exchange.PolicyTests.Generated;

/// <summary>Takes away rules and restrictions while something still goes wrong, so that a failure shows what it takes and no more.</summary>
internal static class PolicyShrinker
{
    public static PolicySet Shrink(PolicySet policies, Func<PolicySet, bool> isWrong)
    {
        for (var smaller = policies; smaller is not null;)
        {
            policies = smaller;
            smaller = Smaller(policies).FirstOrDefault(isWrong);
        }

        return policies;
    }

    /// <summary>What is left, one document a line.</summary>
    public static string Describe(PolicySet policies) => string.Join('\n', policies.Vocabulary.Purposes
        .Select(purpose => $"purpose {purpose.Code} below {purpose.Parent ?? "nothing"}")
        .Concat(policies.Rules.Select(rule =>
            $"{rule.Id}: opens {string.Join(' ', rule.Opens.Select(open => $"{open.Coordinate}:{open.Level}"))} to {string.Join(' ', rule.Departments)} "
            + $"as {string.Join(' ', rule.Roles)} for {string.Join(' ', rule.Purposes)} on {rule.Basis}, joins [{string.Join(' ', rule.Joins)}], "
            + $"{rule.Conditions}, not in [{string.Join(' ', rule.Conditions.NotInState)}]"))
        .Concat(policies.Restrictions.Select(restriction =>
            $"{restriction.Id}: caps {string.Join(' ', restriction.Caps.Select(cap => $"{cap.Coordinate}:{cap.Level}"))} "
            + $"for [{string.Join(' ', restriction.Departments)}] [{string.Join(' ', restriction.Purposes)}] "
            + $"in [{string.Join(' ', restriction.States)}] {restriction.From}–{restriction.Until}")));

    private static IEnumerable<PolicySet> Smaller(PolicySet policies)
    {
        for (var i = 0; i < policies.Rules.Count; i++)
        {
            yield return policies with { Rules = [.. policies.Rules.Where((_, other) => other != i)] };
        }

        for (var i = 0; i < policies.Restrictions.Count; i++)
        {
            yield return policies with { Restrictions = [.. policies.Restrictions.Where((_, other) => other != i)] };
        }
    }
}
