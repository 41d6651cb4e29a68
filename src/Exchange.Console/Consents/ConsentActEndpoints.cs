using Exchange.Audit.Writing;
using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Consent.Replicas;
using Exchange.Console.Access;
using Exchange.Console.AccessRecords;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Console.Consents;

/// <summary>What can be done with a consent besides withdrawing it, and its receipt. Thread-safe.</summary>
internal sealed class ConsentActEndpoints(ConsolePorts ports)
{
    private readonly ApiAccess _access = new(ports.Tokens, ports.Pseudonyms);
    private readonly ConsentRights _rights = new(ports);
    private readonly ConsentNaming _naming = new(ports.Pseudonyms);
    private readonly ConsentReceipts _receipts = new(ports);
    private readonly ConsentAccessRecord _record = new(ports);

    public void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/consents/{id}").WithTags("consents");
        group.MapGet("/receipt", ReceiptAsync).WithName("readConsentReceipt")
            .WithSummary("The signed receipt of a consent: a JWS that /.well-known/jwks.json verifies.")
            .Produces<ReceiptView>().ProducesProblem(401).ProducesProblem(404).ProducesProblem(503);
        MapAct(
            group, new Act("confirm", ports.Consents.ConfirmAsync, RefusalToOpen), "Confirm what somebody else entered; from now on it counts.");
        MapAct(
            group, new Act("resume", ports.Consents.ResumeAsync, RefusalToOpen),
            "Let a consent count again that was put on hold: the person does; of officers the first one asks and a second one agrees, but where the person "
            + "placed the hold.");
        MapAct(
            group, new Act("suspend", ports.Consents.SuspendAsync, static (_, _) => null) { Closes = true },
            "Put a consent and all that say the same on hold, or end a wish to resume it; effective as a withdrawal is.");
        MapAct(group, new Act("refuse", ports.Consents.RefuseAsync, RefusalToAnswer) { Closes = true }, "Say no to what was asked.");
        MapAct(
            group, new Act("invalidate", ports.Consents.InvalidateAsync, RefusalToInvalidate) { Closes = true },
            "Find that a consent was never valid; effective as a withdrawal is.");
    }

    private void MapAct(RouteGroupBuilder group, Act act, string summary)
    {
        var route = group.MapPost($"/{act.Name}", (HttpContext http, string id) => ActAsync(http, id, act))
            .WithName($"{act.Name}Consent").WithSummary(summary).Produces<ConsentView>()
            .ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(503);
        if (act.Closes)
        {
            route.Accepts<EnteredWord>(isOptional: true, "application/json").ProducesProblem(400).ProducesProblem(413);
        }
    }

    private string? RefusalToOpen(ApiCaller caller, ConsentHistory consent) =>
        _rights.MayOpen(caller, consent) ? null
        : caller.Client is not null
            ? "A consent is opened by the person or by a data steward, never by the department that would receive. It may be withdrawn or put on hold."
        : caller.IsDataSteward
            ? "Whoever works for a department that would receive the data does not open a consent to it: another data steward does."
        : "For a child under 14 a guardian decides, at a counter with the evidence of guardianship; not the child's account.";

    private static string? RefusalToAnswer(ApiCaller caller, ConsentHistory consent) => caller.Client is null
        ? null
        : "What is asked for is answered by the person or the data steward, not by the department that would receive.";

    private static string? RefusalToInvalidate(ApiCaller caller, ConsentHistory consent) => caller.IsDataSteward
        ? null
        : "That a consent was never valid is found by a data steward. To end it, withdraw it: that takes one step.";

    private Task<IResult> ReceiptAsync(HttpContext http, string id, CancellationToken cancellation) => _access.AnswerAsync(http, async caller =>
    {
        // WHY an id: a receipt holds it, so that a department's own name would be told from another's by the two receipts.
        if (!ConsentNaming.IsId(id) || await FindAsync(caller, id, cancellation) is not { } consent || !_rights.MayClose(caller, consent)
            || await _receipts.FindAsync(consent, cancellation) is not { } receipt)
        {
            return Problems.NotFound;
        }

        if (!ports.Pseudonyms.TryOpenStore(consent.Record.Subject, out var subject))
        {
            throw new InvalidDataException($"The person of consent {consent.Record.Id} cannot be read under the store's keys.");
        }

        await _record.ReadAsync(http, caller, HubFields.Receipt, [subject], 1, ports.Time.GetUtcNow());
        return Results.Ok(receipt);
    });

    private Task<IResult> ActAsync(HttpContext http, string id, Act act) =>
        _access.AnswerAsync(http, async caller =>
        {
            if (await FindAsync(caller, id, http.RequestAborted) is not { } consent || !_rights.MayClose(caller, consent))
            {
                return Problems.NotFound;
            }

            if (act.RefusalTo(caller, consent) is { } refusal)
            {
                return Problems.Forbidden(refusal);
            }

            var (by, wrong) = act.Closes ? await ConsentRights.ReadActAsync(http, caller) : (ConsentRights.Act(caller), null);
            return by is null ? wrong! : await ActAsync(caller, consent, act, by);
        });

    private async Task<IResult> ActAsync(ApiCaller caller, ConsentHistory consent, Act act, ConsentAct by)
    {
        try
        {
            // WHY: what closes runs to its end whether or not the caller still listens.
            var outcome = await act.RunAsync(consent.Record.Id, by, CancellationToken.None);
            await _receipts.IssueAsync(outcome, CancellationToken.None);
            if (outcome.Consent is not { } changed)
            {
                return Problems.Conflict(string.Join(' ', outcome.Refusals));
            }

            var now = ports.Time.GetUtcNow();
            return Results.Ok(act.Closes
                ? _naming.ClosedView(
                    caller,
                    changed,
                    outcome.AlsoClosed.Where(other => _rights.MayClose(caller, other)),
                    ports.Snapshot.Value.Policies.Vocabulary,
                    now)
                : _naming.View(caller, changed, now));
        }
        catch (ReplacementUnsettledException unsettled)
        {
            await _receipts.IssueAsync(unsettled.Given, CancellationToken.None);
            return Problems.ReplacementUnconfirmed;
        }
        catch (ReplicasUnsettledException)
        {
            return Problems.ClosingUnconfirmed;
        }
        catch (AuditUnavailableException) when (act.Closes)
        {
            return Problems.ClosedWithoutRecord;
        }
    }

    private async ValueTask<ConsentHistory?> FindAsync(ApiCaller caller, string id, CancellationToken cancellation) =>
        _naming.TryRead(caller, id, out var consentId) ? await ports.Consents.FindAsync(consentId, cancellation) : null;

    private sealed record Act(
        string Name, Func<ConsentId, ConsentAct, CancellationToken, ValueTask<ConsentOutcome>> RunAsync, Func<ApiCaller, ConsentHistory, string?> RefusalTo)
    {
        public bool Closes { get; init; }
    }
}
