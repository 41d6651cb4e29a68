using Exchange.Audit.Writing;
using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Consent.Replicas;
using Exchange.Console.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Console.Consents;

/// <summary>What can be done with a consent besides withdrawing it, and its receipt. Thread-safe.</summary>
internal sealed class ConsentActEndpoints(ConsolePorts ports)
{
    private readonly ApiAccess _access = new(ports.Tokens, ports.Pseudonyms);
    private readonly ConsentRights _rights = new(ports.Consents);
    private readonly ConsentReceipts _receipts = new(ports);
    private readonly ConsentAccessRecord _record = new(ports);

    public void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/consents/{id}").WithTags("consents");
        group.MapGet("/receipt", ReceiptAsync).WithName("readConsentReceipt")
            .WithSummary("The signed receipt of a consent: a JWS that /.well-known/jwks.json verifies.")
            .Produces<ReceiptView>().ProducesProblem(401).ProducesProblem(404).ProducesProblem(503);
        MapAct(group, new Act("confirm", ports.Consents.ConfirmAsync, _rights.MayOpen), "Confirm what somebody else entered; from now on it counts.");
        MapAct(
            group, new Act("resume", ports.Consents.ResumeAsync, _rights.MayOpen),
            "Let a consent count again that was put on hold: the person does; of officers the first one asks and a second one agrees, "
            + "but where the person placed the hold.");
        MapAct(
            group, new Act("suspend", ports.Consents.SuspendAsync, MayClose) { Closes = true },
            "Put a consent and all that say the same on hold, or end a wish to resume it; effective as a withdrawal is.");
        MapAct(group, new Act("refuse", ports.Consents.RefuseAsync, MayAnswer) { Closes = true }, "Say no to what was asked.");
        MapAct(
            group, new Act("invalidate", ports.Consents.InvalidateAsync, static (caller, _) => caller.IsDataSteward) { Closes = true },
            "Find that a consent was never valid; effective as a withdrawal is.");
    }

    private void MapAct(RouteGroupBuilder group, Act act, string summary) =>
        group.MapPost($"/{act.Name}", (HttpContext http, string id) => ActAsync(http, id, act)).WithName($"{act.Name}Consent").WithSummary(summary)
            .Produces<ConsentView>().ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(503);

    private bool MayClose(ApiCaller caller, ConsentHistory consent) => _rights.MayClose(caller, consent, ports.Time.GetUtcNow());

    private bool MayAnswer(ApiCaller caller, ConsentHistory consent) => caller.Client is null && MayClose(caller, consent);

    private Task<IResult> ReceiptAsync(HttpContext http, string id, CancellationToken cancellation) => _access.AnswerAsync(http, async caller =>
    {
        if (await FindAsync(id, cancellation) is not { } consent || !MayClose(caller, consent)
            || await _receipts.FindAsync(consent, cancellation) is not { } receipt)
        {
            return Problems.NotFound;
        }

        if (!ports.Pseudonyms.TryOpenStore(consent.Record.Subject, out var subject))
        {
            throw new InvalidDataException($"The person of consent {consent.Record.Id} cannot be read under the store's keys.");
        }

        await _record.ReadAsync(http, caller, "Consents.receipt", [subject], 1, ports.Time.GetUtcNow());
        return Results.Ok(receipt);
    });

    private Task<IResult> ActAsync(HttpContext http, string id, Act act) =>
        _access.AnswerAsync(http, async caller =>
        {
            if (await FindAsync(id, http.RequestAborted) is not { } consent || !MayClose(caller, consent))
            {
                return Problems.NotFound;
            }

            return act.IsAllowed(caller, consent)
                ? await ActAsync(consent, act, caller)
                : Problems.Forbidden("This is for the person, or for a data steward who does not work for a department that would receive the data.");
        });

    private async Task<IResult> ActAsync(ConsentHistory consent, Act act, ApiCaller caller)
    {
        try
        {
            // WHY: what closes runs to its end whether or not the caller still listens.
            var outcome = await act.RunAsync(consent.Record.Id, ConsentRights.Act(caller, null, null), CancellationToken.None);
            await _receipts.IssueAsync(outcome, CancellationToken.None);
            return outcome.Consent is { } changed
                ? Results.Ok(act.Closes
                    ? View(changed).WithRoutes(ports.Snapshot.Value.Policies.Vocabulary)
                        .WithAlsoClosed(outcome.AlsoClosed.Where(other => MayClose(caller, other)))
                    : View(changed))
                : Problems.Conflict(string.Join(' ', outcome.Refusals));
        }
        catch (ReplacementUnsettledException)
        {
            return Problems.ReplacementUnconfirmed;
        }
        catch (ReplicasUnsettledException)
        {
            return Problems.WithdrawalUnconfirmed;
        }
        catch (AuditUnavailableException) when (act.Closes)
        {
            return Problems.WithdrawnWithoutRecord;
        }
    }

    private ConsentView View(ConsentHistory consent) => ConsentView.Of(consent, ports.Time.GetUtcNow());

    private async ValueTask<ConsentHistory?> FindAsync(string id, CancellationToken cancellation) =>
        ConsentId.TryParse(id, out var consentId) ? await ports.Consents.FindAsync(consentId, cancellation) : null;

    private sealed record Act(
        string Name, Func<ConsentId, ConsentAct, CancellationToken, ValueTask<ConsentOutcome>> RunAsync, Func<ApiCaller, ConsentHistory, bool> IsAllowed)
    {
        public bool Closes { get; init; }
    }
}
