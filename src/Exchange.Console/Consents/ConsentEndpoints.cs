using Exchange.Audit.Writing;
using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Consent.Replicas;
using Exchange.Console.Access;
using Exchange.Policy.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Console.Consents;

/// <summary><c>/api/v1/consents</c>: list, give, withdraw. Thread-safe.</summary>
internal sealed class ConsentEndpoints(ConsolePorts ports)
{
    private readonly ApiAccess _access = new(ports.Tokens, ports.Pseudonyms);
    private readonly ConsentAccessRecord _record = new(ports);

    public void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/consents").WithTags("consents");
        group.MapGet("/", ListAsync).WithName("listConsents").WithSummary("The consents of one person, for the person, the data steward and recipients.")
            .Produces<IReadOnlyList<ConsentView>>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(503);
        group.MapPost("/", GiveAsync).WithName("giveConsent").WithSummary("Give a consent: by the person, or at a counter by the data steward.")
            .Accepts<ConsentRequest>("application/json").Produces<ConsentView>(201)
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(409).ProducesProblem(413).ProducesProblem(503);
        group.MapPost("/{id}/withdraw", WithdrawAsync).WithName("withdrawConsent")
            .WithSummary("Withdraw a consent. Once this answers, no answer of the graph contains what it opened.")
            .Produces<ConsentView>()
            .ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(503);
    }

    private Task<IResult> ListAsync(HttpContext http, string? citizenNo) => _access.AnswerAsync(http, async caller =>
    {
        var (named, problem) = Subject(caller, citizenNo);
        if (named is not { } subject)
        {
            return problem!;
        }

        var now = ports.Time.GetUtcNow();
        var views = (await ports.Consents.ListAsync(subject, http.RequestAborted)).Select(consent => ConsentView.Of(consent, now));
        var seen = views.Where(view => MaySee(caller, view)).ToList();
        await _record.ListedAsync(http, caller, subject, seen.Count, now);
        return Results.Ok(seen);
    });

    private Task<IResult> GiveAsync(HttpContext http, CancellationToken cancellation) => _access.AnswerAsync(http, async caller =>
    {
        if (caller.Client is not null || !(caller.IsDataSteward || caller.Person is not null))
        {
            return Problems.Forbidden(
                "A consent is given by the person, or at a counter by the data steward; never by the department that would use it.");
        }

        var (request, unread) = await JsonBody.ReadAsync<ConsentRequest>(http.Request, cancellation);
        if (request is null)
        {
            return unread!;
        }

        var (named, problem) = Subject(caller, request.CitizenNo);
        if (named is not { } subject)
        {
            return problem!;
        }

        var (draft, mistakes) = new ConsentDrafting(ports.Snapshot.Value, ports.Time).Draft(request, subject);
        if (draft is null || mistakes.Count > 0)
        {
            return Problems.BadRequest(string.Join(' ', mistakes));
        }

        var outcome = await ports.Consents.GiveAsync(draft, Act(caller, request.Evidence), cancellation);
        return outcome.Consent is { } given
            ? Results.Created($"/api/v1/consents/{given.Record.Id}", ConsentView.Of(given, ports.Time.GetUtcNow()))
            : Problems.Conflict(string.Join(' ', outcome.Refusals));
    });

    private Task<IResult> WithdrawAsync(HttpContext http, string id) => _access.AnswerAsync(http, async caller =>
    {
        if (!ConsentId.TryParse(id, out var consentId) || await ports.Consents.FindAsync(consentId, http.RequestAborted) is not { } consent)
        {
            return Problems.NotFound;
        }

        var now = ports.Time.GetUtcNow();
        var isResident = caller.Person is not null && !caller.IsDataSteward;
        if (isResident ? !IsOwn(caller, consent) : !MaySee(caller, ConsentView.Of(consent, now)))
        {
            return Problems.NotFound;
        }

        try
        {
            // WHY: closing runs to its end whether or not the caller still listens.
            var outcome = await ports.Consents.WithdrawAsync(consentId, Act(caller, null), CancellationToken.None);
            return outcome.Consent is { } withdrawn
                ? Results.Ok(ConsentView.Of(withdrawn, ports.Time.GetUtcNow()))
                : Problems.Conflict(string.Join(' ', outcome.Refusals));
        }
        catch (ReplicasUnsettledException)
        {
            return Problems.WithdrawalUnconfirmed;
        }
        catch (AuditUnavailableException)
        {
            return Problems.WithdrawnWithoutRecord;
        }
    });

    // A resident acts for themselves, whatever number is sent; a foreign number is refused, not answered.
    private static (PersonKey? Subject, IResult? Problem) Subject(ApiCaller caller, string? citizenNo)
    {
        var isNumber = PersonKey.TryFromCitizenNo(citizenNo, out var named);
        if (caller.Person is { } own && !caller.IsDataSteward)
        {
            return citizenNo is null || (isNumber && named == own)
                ? (own, null)
                : (null, Problems.Forbidden("A resident acts for themselves only: leave \"citizenNo\" out, or send your own."));
        }

        if (!caller.IsDataSteward && caller.Client is null)
        {
            return (null, Problems.Forbidden("Consents are for the person, the data steward and the departments that receive by them."));
        }

        return isNumber
            ? (named, null)
            : (null, Problems.BadRequest("\"citizenNo\" must name the person by citizen number (GB 11643): check its 18 characters."));
    }

    private static bool MaySee(ApiCaller caller, ConsentView consent) =>
        caller.IsDataSteward
        || (caller.Person is not null && caller.Client is null)
        || (caller.Client is { } client && consent.Concerns(client.Department) && consent.Purposes.Any(client.Purposes.Contains));

    private bool IsOwn(ApiCaller caller, ConsentHistory consent) =>
        caller.Person is { } own && ports.Pseudonyms.TryOpenStore(consent.Record.Subject, out var subject) && subject == own;

    private static ConsentAct Act(ApiCaller caller, string? evidence) => caller.Person is not null && !caller.IsDataSteward
        ? new ConsentAct(caller.Actor, ConsentChannel.Self, AuthenticationLevel.Substantial, evidence)
        : new ConsentAct(caller.Actor, ConsentChannel.Counter, AuthenticationLevel.Substantial, evidence);
}
