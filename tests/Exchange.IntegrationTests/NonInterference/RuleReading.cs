using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>What one field is worth on one record.</summary>
/// <param name="Level">The level that is open; 0 for none.</param>
/// <param name="Reason">Why not; null when it is open.</param>
internal readonly record struct Verdict(int Level, string? Reason);

/// <summary>
/// Reads the policies as the page about them says, rule by rule, for one field of one record at a time. Shares nothing with the compiler,
/// the decision table, the gates and the consent index.
/// </summary>
internal sealed class RuleReading(
    CanaryCity city, PolicySet policies, IReadOnlyList<PlantedConsent> consents, Asker asker, DateTimeOffset now)
{
    /// <summary>The reasons in their published precedence.</summary>
    private static readonly string[] Reasons =
    [
        "NOT_PERMITTED", "PURPOSE_REQUIRED", "PURPOSE_NOT_REGISTERED", "PURPOSE_REFUSED", "CASE_REQUIRED", "EMERGENCY_REQUIRED",
        "OUTSIDE_JURISDICTION", "CONSENT_MISSING", "NOT_AVAILABLE",
    ];

    private static readonly string[] Refused = ["population.control", "behaviour.scoring", "movement.tracking", "watch.list"];

    /// <summary>The verdict for the record of a person, of another thing (null), or of nobody (an empty number).</summary>
    public Verdict Judge(GovernedField field, string? person) => Judge(field, rule => Missing(field, rule, person));

    /// <summary>
    /// The verdict where the field's department has to be told other fields, and demands scopes: only rules that name all of these, as far as they
    /// are not open to everybody, count.
    /// </summary>
    public Verdict Judge(GovernedField field, string? person, JoinNeeds needs)
    {
        if (JudgeRequest(field) is { Level: 0 } || needs is { Told.Count: 0, Demands.Count: 0 })
        {
            return Judge(field, person);
        }

        var isOpen = needs.Demands.All(demand => Has(demand.Department, demand.Scope))
            && needs.Told.All(told => told.LinksTo != "Person"
                && (told.Reveals != Revelation.Residence || told.Coordinate.Value.StartsWith("Person.", StringComparison.Ordinal)));
        var isOpenToAll = field.Category == SharingCategory.Unconditional || field.OpenWithObject;
        var allowing = policies.Rules
            .Where(rule => Concerns(rule) && MissingInRequest(rule.Conditions) is null)
            .Where(rule => rule.Opens.Any(each => each.Coordinate == field.Coordinate && Capped(field, each.Level) > 0))
            .Where(rule => needs.Told.All(told => IsFree(told)
                || (rule.Joins.Contains(told.Coordinate) && Capped(told, told.Ladder.Full) == told.Ladder.Full)))
            .ToList();
        return !isOpen || (isOpenToAll ? !needs.Told.All(IsFree) : allowing.Count == 0) ? new Verdict(0, "NOT_PERMITTED")
            : isOpenToAll ? Judge(field, person)
            : Judge(field, rule => Missing(field, rule, person), allowing);
    }

    /// <summary>The verdict for the request alone, every condition on the record taken as met.</summary>
    public Verdict JudgeRequest(GovernedField field) => Judge(field, MissingInRequest);

    /// <summary>Of two reasons the one that is told first; null is no reason.</summary>
    public static string? Nearer(string? one, string? other) =>
        one is null ? other : other is null ? one : Array.IndexOf(Reasons, one) <= Array.IndexOf(Reasons, other) ? one : other;

    private static bool IsFree(GovernedField told) => told.Category == SharingCategory.Unconditional || told.OpenWithObject;

    private bool Has(string department, string scope) => policies.Vocabulary.Requirements.Any(granted =>
        granted.Department.Value == department && granted.Names.Contains(scope) && granted.Roles.Any(asker.Client.Roles.Contains));

    private Verdict Judge(GovernedField field, Func<RuleConditions, string?> missing, IReadOnlyList<PolicyRule>? allowing = null)
    {
        if (field.Category == SharingCategory.Unconditional)
        {
            return new Verdict(field.Ladder.Full, null);
        }

        if (FaultOfPurpose() is { } fault)
        {
            return new Verdict(0, fault);
        }

        var (level, furthest) = (0, 0);
        foreach (var rule in (allowing ?? policies.Rules).Where(Concerns))
        {
            var opens = rule.Opens.Where(each => each.Coordinate == field.Coordinate);
            var open = opens.Select(each => Capped(field, each.Level)).DefaultIfEmpty(0).Max();
            if (open == 0)
            {
                continue;
            }

            if (missing(rule.Conditions) is { } reason)
            {
                furthest = Math.Max(furthest, Array.IndexOf(Reasons, reason));
            }
            else
            {
                level = Math.Max(level, open);
            }
        }

        return level > 0 ? new Verdict(level, null) : new Verdict(0, Reasons[furthest]);
    }

    private string? FaultOfPurpose() => asker.Purpose switch
    {
        null => "PURPOSE_REQUIRED",
        { } purpose when Refused.Contains(purpose) => "PURPOSE_REFUSED",
        { } purpose when policies.Vocabulary.Purposes.Any(known => known.Code == purpose)
            && asker.Client.Purposes.Contains(purpose) => null,
        _ => "PURPOSE_NOT_REGISTERED",
    };

    private bool Concerns(PolicyRule rule) =>
        rule.Departments.Contains(asker.Client.Department)
        && rule.Roles.Any(asker.Client.Roles.Contains)
        && rule.Purposes.Contains(asker.Purpose!)
        && (rule.Conditions.From is not { } from || now >= from)
        && (rule.Conditions.Until is not { } until || now < until);

    private int Capped(GovernedField field, int level) => policies.Restrictions
        .Where(each => each.Departments.Count == 0 || each.Departments.Contains(asker.Client.Department))
        .Where(each => each.Purposes.Count == 0 || each.Purposes.Contains(asker.Purpose!))
        .SelectMany(each => each.Caps)
        .Where(cap => cap.Coordinate == field.Coordinate)
        .Select(cap => cap.Level)
        .Append(level)
        .Min();

    private string? MissingInRequest(RuleConditions conditions)
    {
        var hasCases = policies.Vocabulary.Purposes.First(purpose => purpose.Code == asker.Purpose).CaseFormat is not null;
        return conditions.Case && !(hasCases && asker.CaseNumber == "SA-2026-000123") ? "CASE_REQUIRED"
            : conditions.Emergency && asker.Emergency is null ? "EMERGENCY_REQUIRED"
            : null;
    }

    private string? Missing(GovernedField field, RuleConditions conditions, string? person)
    {
        if (MissingInRequest(conditions) is { } missing)
        {
            return missing;
        }

        var facts = person is null ? null : city.Facts(person);
        var isPresence = field.Coordinate.Value is "Query.person" or "Query.people" or "Person.pid";
        var isOutside = conditions.SameRegion
            && (facts is null || asker.Client.RegionCode is not { } region || !facts.Region.StartsWith(region, StringComparison.Ordinal));
        return isOutside || (isPresence && facts is null) ? "OUTSIDE_JURISDICTION"
            : conditions.Consent is { } scope && !HasConsent(person, scope) ? "CONSENT_MISSING"
            : null;
    }

    private bool HasConsent(string? person, string scope) =>
        person is not null && PlantedConsent.Allow(consents, person, asker.Client.Department.Value, asker.Purpose!, scope);
}
