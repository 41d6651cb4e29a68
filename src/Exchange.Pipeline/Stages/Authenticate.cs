using Exchange.Pipeline.Callers;
using Exchange.Pipeline.Telemetry;
using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.People;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;

namespace Exchange.Pipeline.Stages;

/// <summary>Stage 1: token or session, and headers → <see cref="Caller"/>. Thread-safe.</summary>
internal sealed class Authenticate(ITokenVerifier tokens, Pseudonyms pseudonyms)
{
    /// <summary>The characters of a justification; with more the request is refused.</summary>
    public const int MaxJustification = 500;

    public async ValueTask<(Caller? Caller, TokenFault Fault)> RunAsync(
        HubSnapshot snapshot, HubRequest request, CancellationToken cancellation)
    {
        using var span = PipelineTelemetry.Stage("Authenticate");

        // WHY the token first: whoever sends both is a program, and must not act for whoever happens to be signed in beside it.
        var session = request.Token is null ? request.Session : null;
        var verdict = session is null ? await tokens.VerifyAsync(request.Token, cancellation) : AuthenticateSession.Verdict(session);
        if (verdict.Client is not { } client)
        {
            return (null, verdict.Fault);
        }

        if (session is not null && (AuthenticateSession.IsBarred(session) || !IsKnown(snapshot, client.Department)))
        {
            return (Barred(client), TokenFault.None);
        }

        if (!IsKnown(snapshot, client.Department))
        {
            // WHY: another provider may vouch for departments that this city does not have; they have no pseudonyms and no policies here.
            return (null, TokenFault.Invalid);
        }

        var vocabulary = snapshot.Policies.Vocabulary;
        var state = vocabulary.StateOf(request.Purpose, client.Purposes);
        var purpose = Recorded(vocabulary, request.Purpose);

        // WHY: what is not a case number is free text too; it neither opens anything nor stands in the record.
        var caseNumber = vocabulary.AcceptsCase(purpose, request.CaseNumber) ? request.CaseNumber : null;
        var isEmergency = !string.IsNullOrWhiteSpace(request.Emergency) && request.Emergency.Length <= MaxJustification;
        var emergency = isEmergency ? request.Emergency : null;

        // WHY: regions are compared by their digits, so half a code would be a region larger than any that the client can be meant to have.
        var region = RegionCode.IsValid(client.RegionCode) ? client.RegionCode : null;
        var callerClass = new CallerClass(client.Department, client.Roles, state, purpose, region, caseNumber is not null, emergency is not null);
        return (new Caller(client, purpose, caseNumber, emergency, callerClass) { Person = PersonBehind(session) }, TokenFault.None);
    }

    private static bool IsKnown(HubSnapshot snapshot, DepartmentId department) =>
        snapshot.Standard.Departments.Any(card => card.Code == department)
        || snapshot.Policies.Vocabulary.FindDepartment(department) is not null;

    private PersonKey? PersonBehind(SessionCredential? session) =>
        pseudonyms.TryOpenStore(session?.Account?.Person, out var person) ? person : null;

    private static Caller Barred(ClientIdentity client) => new(
        client, null, null, null, new CallerClass(client.Department, [], PurposeState.Missing, null, null, false, false))
    {
        IsBarred = true,
    };

    // WHY: an unknown purpose is free text of a stranger and stays out of the record, and so does what is written below a refused one,
    // whose code is evidence and is kept.
    private static string? Recorded(Vocabulary vocabulary, string? purpose) =>
        RefusedPurposes.CodeOf(purpose) ?? (purpose is not null && vocabulary.FindPurpose(purpose) is not null ? purpose : null);
}
