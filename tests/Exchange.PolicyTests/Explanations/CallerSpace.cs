using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.PolicyTests.Explanations;

/// <summary>
/// Every caller class and field that rules can tell apart. What no rule names stands for one another.
/// </summary>
internal static class CallerSpace
{
    /// <summary>Every field that a rule or restriction names, and of the others one for each category, classification and owner.</summary>
    public static IReadOnlyList<GovernedField> Fields(DataStandard standard, PolicySet policies)
    {
        var named = policies.Rules.SelectMany(rule => rule.Opens).Concat(policies.Restrictions.SelectMany(restriction => restriction.Caps))
            .Select(level => level.Coordinate).ToHashSet();
        return [.. standard.Fields.Concat(standard.OutsideGraph)
            .GroupBy(field => (field.Category, field.Classification, field.Owner,
                named.Contains(field.Coordinate) ? field.Coordinate : default))
            .Select(alike => alike.First())];
    }

    public static IEnumerable<CallerClass> Of(PolicySet policies)
    {
        var departments = policies.Rules.SelectMany(rule => rule.Departments).Distinct().Append(new DepartmentId("nobody")).ToList();
        var roles = policies.Rules.SelectMany(rule => rule.Roles).Distinct().ToList();
        var sets = roles.Select(role => (string[])[role]).Append([]).Append([.. roles]).ToList();
        var purposes = policies.Rules.SelectMany(rule => rule.Purposes).Distinct()
            .Concat(policies.Vocabulary.Purposes.Where(purpose => purpose.Parent is not null).Select(purpose => purpose.Code))
            .Append("no.such").Distinct()
            .Select(code => (State: PurposeState.Registered, Code: (string?)code))
            .Append((PurposeState.Missing, null)).Append((PurposeState.NotRegistered, null)).Append((PurposeState.Refused, null)).ToList();
        return from department in departments
               from set in sets
               from purpose in purposes
               from flags in Enumerable.Range(0, 4)
               select new CallerClass(department, set, purpose.State, purpose.Code, "9901", (flags & 1) != 0, (flags & 2) != 0);
    }
}
