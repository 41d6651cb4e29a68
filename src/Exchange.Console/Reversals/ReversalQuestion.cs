using Exchange.Audit.Records;
using Exchange.Pipeline;
using Exchange.Policy;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;

namespace Exchange.Console.Reversals;

/// <summary>Judges whether a reversal is asked as it has to be. Its sentences hold nothing of what was sent.</summary>
internal static class ReversalQuestion
{
    private const int ShortestReason = 10;
    private const int LongestReason = 1000;

    /// <summary>The first mistake, or null.</summary>
    public static string? MistakeIn(ReversalRequest request, HubSnapshot snapshot)
    {
        var vocabulary = snapshot.Policies.Vocabulary;
        return request switch
        {
            { Pid: null or "" } => "\"pid\" must be the pseudonym that is asked about.",
            { Department: null or "" } => "\"department\" must name the department that was given the pseudonym.",
            { Department: { } code } when !IsKnown(new DepartmentId(code), snapshot) => "\"department\" is none of the city's departments.",
            { Purpose: null or "" } => "\"purpose\" must be a purpose of the vocabulary.",
            { Purpose: { } code } when RefusedPurposes.Explain(code) is { } why => $"\"purpose\": {why.En}",
            { Purpose: { } code } when vocabulary.WithAncestors(code).Any(RefusedPurposes.Contains) => "\"purpose\" is refused for ever.",
            { Purpose: { } code } when vocabulary.FindPurpose(code) is null => "\"purpose\" is not in the vocabulary.",
            _ => CaseMistake(request, vocabulary) ?? ReasonMistake(request.Reason),
        };
    }

    private static bool IsKnown(DepartmentId department, HubSnapshot snapshot) =>
        snapshot.Standard.Departments.Any(card => card.Code == department && card.Code != DataStandard.Hub)
        || snapshot.Policies.Vocabulary.FindDepartment(department) is not null;

    // A purpose without case numbers takes none, so nothing unchecked can stand in the record.
    private static string? CaseMistake(ReversalRequest request, Vocabulary vocabulary) =>
        vocabulary.FindPurpose(request.Purpose!)!.CaseFormat is not { } format
            ? request.Case is null ? null : "\"case\": the purpose has no case numbers; leave it out."
            : format.Matches(request.Case) && !EntryRules.LooksLikePersonNumber(request.Case)
                ? null
                : $"\"case\" must be a case number of the purpose, in the form {format.Template}.";

    private static string? ReasonMistake(string? reason) => reason?.Trim().Length is >= ShortestReason and <= LongestReason
        ? null
        : $"\"reason\" must say why the number is needed, in {ShortestReason} to {LongestReason} characters.";
}
