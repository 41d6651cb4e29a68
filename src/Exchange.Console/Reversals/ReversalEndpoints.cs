using Exchange.Audit.Records;
using Exchange.Console.Access;
using Exchange.Policy;
using Exchange.Policy.People;
using Exchange.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Console.Reversals;

/// <summary>
/// <c>/api/v1/reversals</c>: whose pseudonym is this? The data steward asks, a policy approver of the department whose pseudonym it is, or the
/// city's, decides with another account, and whoever asked reads the number once. Every step is on the access log before it counts. What closes the
/// citizen number to the department closes it here too. Thread-safe.
/// </summary>
internal sealed class ReversalEndpoints(ConsolePorts ports)
{
    private const int MostListed = 200;

    private readonly ApiAccess _access = new(ports.Tokens, ports.Pseudonyms);
    private readonly ReversalRecord _record = new(ports);
    private readonly NumberClosings _closings = new(ports);

    public void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/reversals").WithTags("reversals");
        group.MapPost("/", AskAsync).WithName("askReversal").WithSummary("Ask whose pseudonym this is; another person has to grant it.")
            .Accepts<ReversalRequest>("application/json").Produces<ReversalView>(201)
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(413).ProducesProblem(503);
        group.MapGet("/", (Delegate)ListAsync).WithName("listReversals")
            .WithSummary("The last 200 reversals: for the auditor, for who decides, and one's own for the data steward.")
            .Produces<IReadOnlyList<ReversalView>>().ProducesProblem(401).ProducesProblem(403);
        group.MapGet("/{id}", ShowAsync).WithName("getReversal").WithSummary("A reversal with its reason; never the number.")
            .Produces<ReversalView>().ProducesProblem(401).ProducesProblem(403).ProducesProblem(404);
        group.MapPost("/{id}/approve", (HttpContext http, string id) => DecideAsync(http, id, grant: true)).WithName("approveReversal")
            .WithSummary("Grant a reversal that somebody else asked: the number can be read once, within an hour.")
            .Produces<ReversalView>().ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(503);
        group.MapPost("/{id}/refuse", (HttpContext http, string id) => DecideAsync(http, id, grant: false)).WithName("refuseReversal")
            .WithSummary("Refuse a reversal that somebody else asked.")
            .Produces<ReversalView>().ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(503);
        group.MapPost("/{id}/number", ReadAsync).WithName("readReversedNumber").WithSummary("Read the number, once, as the one who asked.")
            .Produces<ReversedNumber>().ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(503);
    }

    private Task<IResult> AskAsync(HttpContext http, CancellationToken cancellation) => _access.AnswerAsync(http, async caller =>
    {
        if (!MayAsk(caller))
        {
            return Problems.Forbidden("Reversals are asked by the data steward.");
        }

        var (request, unread) = await JsonBody.ReadAsync<ReversalRequest>(http.Request, cancellation);
        if (request is null)
        {
            return unread!;
        }

        if (ReversalQuestion.MistakeIn(request, ports.Snapshot.Value) is { } mistake)
        {
            return Problems.BadRequest(mistake);
        }

        var now = ports.Time.GetUtcNow();
        var isKnown = ports.Pseudonyms.TryOpen(request.Pid, new DepartmentId(request.Department!), out var person);
        var asked = Question(request, caller, isKnown ? ports.Pseudonyms.ForStore(person) : "", now);
        if (!isKnown)
        {
            // INVARIANT: another department's pseudonym, a retired one and a made-up text are one answer.
            await _record.StepAsync(asked, ReversalAct.Unknown, caller, now);
            return Problems.BadRequest("\"pid\" is no pseudonym of this department.");
        }

        await ports.Reversals.AddAsync(asked, () => _record.StepAsync(asked, ReversalAct.Asked, caller, now), cancellation);
        return Results.Created($"/api/v1/reversals/{asked.Id}", ReversalView.Of(asked, request.Reason, now));
    });

    private Task<IResult> ListAsync(HttpContext http) => _access.AnswerAsync(http, async caller =>
    {
        if (!MayAsk(caller) && !MayDecide(caller) && !caller.IsAuditor)
        {
            return Problems.Forbidden("Reversals are for the data steward who asks, for who decides and for the auditor.");
        }

        var now = ports.Time.GetUtcNow();
        var reversals = await ports.Reversals.ListAsync(MostListed, reversal => MaySee(caller, reversal), http.RequestAborted);
        return Results.Ok(reversals.Select(reversal => ReversalView.Of(reversal, null, now)).ToList());
    });

    private Task<IResult> ShowAsync(HttpContext http, string id) => _access.AnswerAsync(http, async caller =>
        await FindAsync(caller, id, http.RequestAborted) is { } reversal
            ? Results.Ok(ReversalView.Of(reversal, ReasonOf(reversal), ports.Time.GetUtcNow()))
            : Problems.NotFound);

    private Task<IResult> DecideAsync(HttpContext http, string id, bool grant) => _access.AnswerAsync(http, async caller =>
    {
        if (!MayDecide(caller))
        {
            return Problems.Forbidden("Reversals are decided by a policy approver.");
        }

        if (await FindAsync(caller, id, http.RequestAborted) is not { } reversal)
        {
            return Problems.NotFound;
        }

        var now = ports.Time.GetUtcNow();
        var step = reversal.Decide(grant, caller.AsPolicyActor, now);
        return await AdvanceAsync(
            step,
            next => grant ? _closings.Of(next, now) : null,
            next => _record.StepAsync(next, grant ? ReversalAct.Granted : ReversalAct.Refused, caller, now),
            next => Results.Ok(ReversalView.Of(next, ReasonOf(next), now)));
    });

    private Task<IResult> ReadAsync(HttpContext http, string id) => _access.AnswerAsync(http, async caller =>
    {
        if (!MayAsk(caller))
        {
            return Problems.Forbidden("The number is for the data steward who asked.");
        }

        if (await FindAsync(caller, id, http.RequestAborted) is not { } reversal
            || !ports.Pseudonyms.TryOpenStore(reversal.Subject, out var person))
        {
            return Problems.NotFound;
        }

        var now = ports.Time.GetUtcNow();
        return await AdvanceAsync(
            reversal.Read(caller.Actor, now),
            next => _closings.Of(next, ports.Time.GetUtcNow()),
            next => _record.ReadAsync(http, next, caller, now),

            // WHY once more: a brake that was pulled while the step was kept counts until the number leaves.
            next => _closings.Of(next, ports.Time.GetUtcNow()) ?? Results.Ok(new ReversedNumber(person.ToCitizenNo())));
    });

    private async Task<IResult> AdvanceAsync(
        ReversalStep step, Func<Reversal, IResult?> closed, Func<Reversal, Task> record, Func<Reversal, IResult> answer)
    {
        if (step.Next is not { } next)
        {
            return Problems.Conflict(step.Refusal!);
        }

        try
        {
            // WHY none: a step that is on record runs to its end whether or not the caller still listens.
            await ports.Reversals.AdvanceAsync(
                next, () => closed(next) is { } why ? throw new ClosedNumberException(why) : record(next), CancellationToken.None);
            return answer(next);
        }
        catch (ClosedNumberException number)
        {
            return number.Answer;
        }
        catch (StorageConflictException)
        {
            return Problems.Conflict("Somebody else took a step at the same moment: look at it again.");
        }
    }

    private Reversal Question(ReversalRequest request, ApiCaller caller, string subject, DateTimeOffset now)
    {
        var id = ports.NewAccessId(now);
        return new Reversal
        {
            Id = id,
            Subject = subject,
            Department = new DepartmentId(request.Department!),
            Purpose = request.Purpose!,
            CaseNumber = request.Case,
            SealedReason = ports.ReversalSeal.Seal(request.Reason!.Trim(), id),
            AskedBy = caller.Actor,
            AskedAt = now,
        };
    }

    private async Task<Reversal?> FindAsync(ApiCaller caller, string id, CancellationToken cancellation) =>
        Guid.TryParseExact(id, "D", out _) && await ports.Reversals.FindAsync(id, cancellation) is { } reversal && MaySee(caller, reversal)
            ? reversal
            : null;

    private string ReasonOf(Reversal reversal) => ports.ReversalSeal.Open([.. reversal.SealedReason], reversal.Id);

    private static bool MayAsk(ApiCaller caller) => caller.IsStaff && caller.IsDataSteward;

    private static bool MayDecide(ApiCaller caller) => caller.IsStaff && caller.Roles.Contains("policy-approver");

    // An approver of a department decides on its own pseudonyms and sees no others; the city's see all.
    private static bool MaySee(ApiCaller caller, Reversal reversal) =>
        caller.IsAuditor
        || (MayDecide(caller) && caller.AsPolicyActor.MayApprove(reversal.Department))
        || (MayAsk(caller) && caller.Actor == reversal.AskedBy);
}
