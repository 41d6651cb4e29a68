using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;

namespace Exchange.UnitTests.Fixtures;

/// <summary>
/// Decides by reading every rule every time: slow, plain, and written apart from the compiler, so that each checks the other.
/// </summary>
internal static class NaiveInterpreter
{
    /// <summary>The openings as text, best first, and the reason.</summary>
    public static string Decide(DataStandard standard, PolicySet policies, CallerClass caller, Coordinate coordinate, DateTimeOffset now)
    {
        if (!standard.TryField(coordinate, out var field))
        {
            return "NOT_PERMITTED";
        }

        if (field.OpenWithObject)
        {
            return $"{field.Ladder.Full} with-object [] ";
        }

        if (field.Category == SharingCategory.Unconditional)
        {
            return $"{field.Ladder.Full} unconditional [] ";
        }

        if (caller.PurposeState != PurposeState.Registered)
        {
            return caller.PurposeState switch
            {
                PurposeState.Missing => "PURPOSE_REQUIRED",
                PurposeState.Refused => "PURPOSE_REFUSED",
                _ => "PURPOSE_NOT_REGISTERED",
            };
        }

        return ByRules(policies, caller, field, now);
    }

    /// <summary>A decision in the same text.</summary>
    public static string Text(IEnumerable<Opening> openings, ReasonCode reason)
    {
        var all = openings.Select(opening =>
            $"{opening.Level} {opening.Rule} [{string.Join(',', opening.Conditions)}] {opening.Article}").ToList();
        return all.Count == 0 ? reason.Code() : string.Join("; ", all);
    }

    private static string ByRules(PolicySet policies, CallerClass caller, GovernedField field, DateTimeOffset now)
    {
        var open = new List<(int Level, int Basis, PolicyRule Rule)>();
        var furthest = ReasonCode.NotPermitted;
        foreach (var rule in policies.Rules)
        {
            var level = rule.Opens.Where(item => item.Coordinate == field.Coordinate).Select(item => item.Level).SingleOrDefault();
            foreach (var restriction in policies.Restrictions)
            {
                foreach (var cap in restriction.Caps)
                {
                    if (cap.Coordinate == field.Coordinate
                        && (restriction.Departments.Count == 0 || restriction.Departments.Contains(caller.Department))
                        && (restriction.Purposes.Count == 0 || IsBelow(policies.Vocabulary, caller.Purpose, restriction.Purposes)))
                    {
                        level = Math.Min(level, cap.Level);
                    }
                }
            }

            if (level <= 0
                || field.Category != SharingCategory.Conditional
                || !rule.Departments.Contains(caller.Department)
                || !rule.Roles.Intersect(caller.Roles).Any()
                || !(rule.Purposes.Count == 0 || IsBelow(policies.Vocabulary, caller.Purpose, rule.Purposes))
                || policies.Vocabulary.FindPurpose(caller.Purpose!) is null
                || rule.Conditions.From > now
                || rule.Conditions.Until <= now)
            {
                continue;
            }

            var lacks = rule.Conditions.Case && !caller.HasCase ? ReasonCode.CaseRequired
                : rule.Conditions.Emergency && !caller.HasEmergency ? ReasonCode.EmergencyRequired : ReasonCode.None;
            if (lacks == ReasonCode.None)
            {
                open.Add((level, policies.Vocabulary.Bases.Select(basis => basis.Code).ToList().IndexOf(rule.Basis), rule));
            }
            else if (lacks > furthest)
            {
                furthest = lacks;
            }
        }

        open.Sort((a, b) => a.Level != b.Level ? b.Level - a.Level
            : a.Basis != b.Basis ? a.Basis - b.Basis : string.CompareOrdinal(a.Rule.Id, b.Rule.Id));
        var ways = open.Select(way => new Opening(way.Level, Conditions(way.Rule), way.Rule.Id, way.Rule.Basis, way.Rule.Article));
        return Text(ways, furthest);
    }

    private static bool IsBelow(Vocabulary vocabulary, string? purpose, IReadOnlyList<string> wanted)
    {
        while (purpose is not null)
        {
            if (wanted.Contains(purpose))
            {
                return true;
            }

            purpose = vocabulary.FindPurpose(purpose)?.Parent;
        }

        return false;
    }

    private static List<RecordCondition> Conditions(PolicyRule rule)
    {
        var conditions = new List<RecordCondition>();
        if (rule.Conditions.OwnRecord)
        {
            conditions.Add(new OwnRecordCondition());
        }

        if (rule.Conditions.OnePlace)
        {
            conditions.Add(new OnePlaceCondition());
        }

        if (rule.Conditions.CallerDepartment is { } field)
        {
            conditions.Add(new CallerDepartmentCondition(field));
        }

        if (rule.Conditions.SameRegion)
        {
            conditions.Add(new SameRegionCondition());
        }

        if (rule.Conditions.Consent is { } scope)
        {
            conditions.Add(new ConsentCondition(scope));
        }

        return conditions;
    }
}
