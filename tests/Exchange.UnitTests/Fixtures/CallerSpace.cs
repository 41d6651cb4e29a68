using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;

namespace Exchange.UnitTests.Fixtures;

/// <summary>Every caller class that rules can tell apart: departments, purposes and roles that no rule names stand for one another.</summary>
internal static class CallerSpace
{
    public static IEnumerable<CallerClass> Of(PolicySet policies)
    {
        var departments = policies.Rules.SelectMany(rule => rule.Departments).Distinct().Append(new DepartmentId("nobody")).ToList();
        var roles = policies.Rules.SelectMany(rule => rule.Roles).Distinct().ToList();
        var sets = roles.Select(role => (string[])[role]).Append([]).Append([.. roles]).ToList();
        var purposes = policies.Rules.SelectMany(rule => rule.Purposes).Distinct()
            .Concat(policies.Vocabulary.Purposes.Where(purpose => purpose.Parent is not null).Select(purpose => purpose.Code)).Append("no.such").Distinct()
            .Select(code => (State: PurposeState.Registered, Code: (string?)code))
            .Append((PurposeState.Missing, null)).Append((PurposeState.NotRegistered, null)).Append((PurposeState.Refused, null)).ToList();
        return from department in departments
               from set in sets
               from purpose in purposes
               from flags in Enumerable.Range(0, 4)
               select new CallerClass(department, set, purpose.State, purpose.Code, "9901", (flags & 1) != 0, (flags & 2) != 0);
    }
}
