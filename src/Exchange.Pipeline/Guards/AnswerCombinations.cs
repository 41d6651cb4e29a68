using Exchange.Federation.Authorization;
using Exchange.Pipeline.Callers;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;

namespace Exchange.Pipeline.Guards;

/// <summary>
/// Fields that say more together than each by itself, over one answer: where a field of every group is selected and open, and the request has not
/// what the combination needs, the last group is closed wherever it is selected. Whose fields they are is not asked: aliases do not split them.
/// </summary>
internal static class AnswerCombinations
{
    /// <summary>Closes in the grants of one operation what may not be read together.</summary>
    public static void Close(PolicySet policies, Caller caller, FieldGrant?[] grants)
    {
        foreach (var combination in policies.Combinations.Where(combination => combination.Span == CombinationSpan.Answer))
        {
            var groups = combination.Groups.Select(group => group.Select(field => field.Value).ToHashSet(StringComparer.Ordinal)).ToList();
            if (!CallerGuards.IsMet(combination, policies, caller.Class) && groups.TrueForAll(group => grants.Any(grant => IsOpen(grant, group))))
            {
                Close(grants, groups[^1]);
            }
        }
    }

    private static void Close(FieldGrant?[] grants, HashSet<string> fields)
    {
        for (var i = 0; i < grants.Length; i++)
        {
            if (IsOpen(grants[i], fields))
            {
                grants[i] = grants[i]! with { Alternatives = [], ClosedReason = (int)ReasonCode.NotPermitted };
            }
        }
    }

    private static bool IsOpen(FieldGrant? grant, HashSet<string> fields) =>
        grant is { Alternatives.Count: > 0 } && fields.Contains(grant.Coordinate);
}
