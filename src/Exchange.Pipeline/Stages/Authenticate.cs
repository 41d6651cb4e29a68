using Exchange.Pipeline.Callers;
using Exchange.Policy.Decisions;
using Exchange.Policy.Vocabularies;

namespace Exchange.Pipeline.Stages;

/// <summary>Stage 1: token and headers → <see cref="Caller"/>. Thread-safe.</summary>
internal sealed class Authenticate(ITokenVerifier tokens)
{
    private const int MaxJustification = 500;

    private static readonly CaseFormat AnyCase = new("XX-YYYY-NNNNNN");

    public async ValueTask<(Caller? Caller, TokenFault Fault)> RunAsync(HubSnapshot snapshot, HubRequest request, CancellationToken cancellation)
    {
        var verdict = await tokens.VerifyAsync(request.Token, cancellation);
        if (verdict.Client is not { } client)
        {
            return (null, verdict.Fault);
        }

        var (state, purpose) = JudgePurpose(snapshot.Policies.Vocabulary, client, request.Purpose);
        var caseNumber = WellFormed(snapshot.Policies.Vocabulary, purpose, request.CaseNumber);
        var emergency = string.IsNullOrWhiteSpace(request.Emergency) || request.Emergency.Length > MaxJustification ? null : request.Emergency;
        var callerClass = new CallerClass(
            client.Department, client.Roles, state, purpose, client.RegionCode, caseNumber is not null, emergency is not null);
        return (new Caller(client, purpose, caseNumber, emergency, callerClass), TokenFault.None);
    }

    // WHY: an unknown purpose is free text of a stranger and stays out of the record; a refused one is evidence and is kept.
    private static (PurposeState State, string? Purpose) JudgePurpose(Vocabulary vocabulary, ClientIdentity client, string? purpose)
    {
        if (string.IsNullOrWhiteSpace(purpose))
        {
            return (PurposeState.Missing, null);
        }

        if (RefusedPurposes.Contains(purpose))
        {
            return (PurposeState.Refused, purpose);
        }

        if (vocabulary.FindPurpose(purpose) is null)
        {
            return (PurposeState.NotRegistered, null);
        }

        return (client.Purposes.Contains(purpose) ? PurposeState.Registered : PurposeState.NotRegistered, purpose);
    }

    // WHY: what is not a case number is free text of a stranger; it neither opens anything nor stands in the record.
    private static string? WellFormed(Vocabulary vocabulary, string? purpose, string? caseNumber)
    {
        var format = purpose is null ? null : vocabulary.FindPurpose(purpose)?.CaseFormat;
        return (format ?? AnyCase).Matches(caseNumber) ? caseNumber : null;
    }
}
