using System.Globalization;
using Exchange.Console.Access;
using Exchange.Policy.Publishing;
using Exchange.Storage;
using Microsoft.AspNetCore.Http;

namespace Exchange.Console.Policies;

/// <summary>Who may see and change policies over <c>/api/v1/policies</c>, and how their acts end. Thread-safe.</summary>
internal sealed class PolicyAccess(ConsolePorts ports)
{
    private readonly ApiAccess _access = new(ports.Tokens, ports.Pseudonyms);

    /// <summary>Answers whoever makes, approves or oversees policies.</summary>
    public Task<IResult> ReadAsync(HttpContext http, Func<PolicyActor, Task<IResult>> answer) => _access.AnswerAsync(
        http,
        caller => caller.SeesWholeHub
            ? answer(caller.AsPolicyActor)
            : Task.FromResult(Problems.Forbidden("Policies are for the auditor, the data steward and whoever makes and approves policies.")));

    /// <summary>Lets whoever makes or approves policies act; a race that is lost is a conflict.</summary>
    public Task<IResult> ActAsync(HttpContext http, Func<PolicyActor, Task<IResult>> act) => _access.AnswerAsync(http, async caller =>
    {
        var actor = caller.AsPolicyActor;
        if (!caller.IsStaff || !(actor.IsAuthor || actor.IsApprover))
        {
            return Problems.Forbidden("Policies are changed by policy administrators, policy approvers and the data stewards of departments.");
        }

        try
        {
            return await act(actor);
        }
        catch (StorageConflictException)
        {
            return Problems.Conflict("Somebody else was first: read it again and take the step on what there is now.");
        }
    });

    /// <summary>A draft as the control plane shows it, with its revision as the entity tag.</summary>
    public PolicyDraftView View(HttpContext http, PolicyDraft draft)
    {
        http.Response.Headers.ETag = $"\"{draft.Revision}\"";
        return PolicyDraftView.Of(draft, int.Parse(ports.Snapshot.Value.PolicyVersion, CultureInfo.InvariantCulture));
    }

    /// <summary>Why an act was not done.</summary>
    public static IResult Problem(bool isUnknown, PolicyRefusal? refusal) => refusal switch
    {
        _ when isUnknown => Problems.NotFound,
        { Kind: PolicyRefusalKind.Forbidden } => Problems.Forbidden(refusal.Message),
        { Kind: PolicyRefusalKind.Invalid } => Problems.BadRequest(refusal.Message),
        _ => Problems.Conflict(refusal?.Message ?? "That is not possible now."),
    };
}
