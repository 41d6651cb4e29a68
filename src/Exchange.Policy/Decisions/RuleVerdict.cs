using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;

namespace Exchange.Policy.Decisions;

/// <summary>What one rule, read as it stands in the documents, says about one field and one caller.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Level">The level that is left after restrictions; 0 when one closes it.</param>
/// <param name="CappedBy">The restriction that took something away, or null.</param>
/// <param name="Missing">What the request lacks; <see cref="ReasonCode.None"/> when the rule opens.</param>
internal sealed record RuleVerdict(PolicyRule Rule, int Level, Restriction? CappedBy, ReasonCode Missing)
{
    /// <summary>Whether the rule opens the field.</summary>
    public bool Opens => Level > 0 && Missing == ReasonCode.None;

    /// <summary>
    /// The verdicts of the rules that concern the caller, best first; a rule that restrictions empty concerns nobody but is listed last.
    /// </summary>
    public static List<RuleVerdict> Of(PolicySet policies, CallerClass caller, GovernedField field, DateTimeOffset now) =>
        [.. from rule in policies.Rules
            where field.Category == SharingCategory.Conditional && caller.PurposeState == PurposeState.Registered
            where rule.Departments.Contains(caller.Department) && rule.Roles.Any(caller.Roles.Contains)
            where IsFor(rule.Purposes, caller.Purpose!, policies.Vocabulary) && (rule.Purposes.Count > 0 || field.Classification < 3)
            where rule.Conditions.IsInForce(now)
            from open in rule.Opens
            where open.Coordinate == field.Coordinate && open.Level > 0 && open.Level <= field.Ladder.Full
            let verdict = Judge(policies, caller, field, rule, open.Level)
            orderby verdict.Opens descending, verdict.Level > 0 descending, verdict.Opens ? 0 : -(int)verdict.Missing,
                verdict.Level descending, policies.Vocabulary.BasisOrder(rule.Basis)
            select verdict];

    private static RuleVerdict Judge(PolicySet policies, CallerClass caller, GovernedField field, PolicyRule rule, int level)
    {
        Restriction? cappedBy = null;
        foreach (var restriction in policies.Restrictions.Where(restriction => Restricts(restriction, policies.Vocabulary, caller)))
        {
            foreach (var cap in restriction.Caps.Where(cap => cap.Coordinate == field.Coordinate && cap.Level < level))
            {
                (level, cappedBy) = (Math.Max(cap.Level, 0), restriction);
            }
        }

        return new RuleVerdict(rule, level, cappedBy, rule.Conditions.MissingFrom(caller));
    }

    private static bool Restricts(Restriction restriction, Vocabulary vocabulary, CallerClass caller) =>
        (restriction.Departments.Count == 0 || restriction.Departments.Contains(caller.Department))
        && IsFor(restriction.Purposes, caller.Purpose!, vocabulary);

    private static bool IsFor(IReadOnlyList<string> purposes, string purpose, Vocabulary vocabulary) =>
        vocabulary.FindPurpose(purpose) is not null
        && !vocabulary.WithAncestors(purpose).Any(RefusedPurposes.Contains)
        && (purposes.Count == 0 || vocabulary.WithAncestors(purpose).Any(purposes.Contains));
}
