using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;

namespace Exchange.Policy.Explanations;

/// <summary>What one rule, read as it stands in the documents, says about one field and one caller.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Levels">What restrictions leave of what it opens, highest first; empty when one closes it.</param>
/// <param name="ClosedBy">The restriction that closes it for every record, or null.</param>
/// <param name="Missing">What the request lacks; <see cref="ReasonCode.None"/> when the rule opens.</param>
internal sealed record RuleVerdict(PolicyRule Rule, IReadOnlyList<CappedLevel> Levels, Restriction? ClosedBy, ReasonCode Missing)
{
    /// <summary>Whether the rule opens the field.</summary>
    public bool Opens => Levels.Count > 0 && Missing == ReasonCode.None;

    /// <summary>The highest level that is left.</summary>
    public int Level => Levels.Count > 0 ? Levels[0].Level : 0;

    /// <summary>
    /// The verdicts of the rules that concern the caller, best first; a rule that restrictions empty concerns nobody but is listed last.
    /// </summary>
    public static List<RuleVerdict> Of(
        PolicySet policies, CallerClass caller, GovernedField field, RestrictionsInForce restrictions, DateTimeOffset now) =>
        [.. from rule in Concerning(policies, caller, field)
            where rule.Conditions.IsInForce(now)
            from open in rule.Opens
            where open.Coordinate == field.Coordinate && open.Level > 0 && open.Level <= field.Ladder.Full
            let verdict = new RuleVerdict(
                rule, restrictions.LeaveOf(open.Level), restrictions.Closing(), rule.Conditions.MissingFrom(caller))
            orderby verdict.Opens descending, verdict.Level > 0 descending, verdict.Opens ? 0 : -(int)verdict.Missing,
                verdict.Level descending, policies.Vocabulary.BasisOrder(rule.Basis)
            select verdict];

    /// <summary>The rules that concern the caller and the field but are not in force at the time.</summary>
    public static IEnumerable<PolicyRule> OutOfForce(PolicySet policies, CallerClass caller, GovernedField field, DateTimeOffset now) =>
        Concerning(policies, caller, field).Where(rule =>
            !rule.Conditions.IsInForce(now) && rule.Opens.Any(open => open.Coordinate == field.Coordinate));

    /// <summary>What the built-in rule says of a field that is open unruled.</summary>
    public static RuleVerdict Unruled(GovernedField field, RestrictionsInForce restrictions)
    {
        var rule = new PolicyRule
        {
            Id = DecisionTable.BuiltInRule(field),
            Owner = field.Owner,
            Title = field.OpenWithObject ? new Title("随对象开放", "Open with its object") : new Title("无条件共享", "Unconditional sharing"),
            Opens = [new FieldLevel(field.Coordinate, field.Ladder.Full)],
            Departments = [],
            Roles = [],
            Purposes = [],
            Basis = DecisionTable.BuiltInRule(field),
        };
        return new RuleVerdict(rule, restrictions.LeaveOf(field.Ladder.Full), restrictions.Closing(), ReasonCode.None);
    }

    /// <summary>The ways in which the rule opens the field, as a decision lists them.</summary>
    public IEnumerable<(CappedLevel Level, Opening Opening)> Ways(IReadOnlyList<Coordinate> joins) =>
        from level in Levels
        select (level, new Opening(level.Level, ConditionsAt(level).OfRecord, Rule.Id, Rule.Basis, Rule.Article)
        {
            Joins = joins,
            Obligations = Rule.Obligations,
        });

    /// <summary>The rule's conditions, with those that restrictions add for a level.</summary>
    public RuleConditions ConditionsAt(CappedLevel level) =>
        Rule.Conditions with { NotInState = [.. Rule.Conditions.NotInState.Union(level.NotIn).Order()] };

    private static IEnumerable<PolicyRule> Concerning(PolicySet policies, CallerClass caller, GovernedField field) =>
        from rule in policies.Rules
        where field is { Category: SharingCategory.Conditional, OpenWithObject: false } && caller.PurposeState == PurposeState.Registered
        where rule.Departments.Contains(caller.Department) && rule.Roles.Any(caller.Roles.Contains)
        where IsFor(rule.Purposes, caller.Purpose!, policies.Vocabulary) && (rule.Purposes.Count > 0 || field.Classification < 3)
        select rule;

    private static bool IsFor(IReadOnlyList<string> purposes, string purpose, Vocabulary vocabulary) =>
        vocabulary.FindPurpose(purpose) is not null
        && !vocabulary.WithAncestors(purpose).Any(RefusedPurposes.Contains)
        && (purposes.Count == 0 || vocabulary.WithAncestors(purpose).Any(purposes.Contains));
}
