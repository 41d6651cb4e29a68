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
    private const string DefaultLanguage = "zh-CN";

    private readonly ApiAccess _access = new(ports.Tokens, ports.Pseudonyms);
    private readonly ConsentAccessRecord _record = new(ports);
    private readonly ConsentRights _rights = new(ports);
    private readonly ConsentNaming _naming = new(ports.Pseudonyms);
    private readonly ConsentReceipts _receipts = new(ports);

    public void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/consents").WithTags("consents");
        group.MapGet("/", ListAsync).WithName("listConsents").WithSummary("The consents of one person, for the person and the data steward.")
            .Produces<IReadOnlyList<ConsentView>>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(503);
        group.MapPost("/", GiveAsync).WithName("giveConsent").WithSummary("Give a consent: by the person, or at a counter by the data steward.")
            .Accepts<ConsentRequest>("application/json").Produces<ConsentView>(201)
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(409).ProducesProblem(413).ProducesProblem(503);
        group.MapPost("/{id}/withdraw", WithdrawAsync).WithName("withdrawConsent")
            .WithSummary("Withdraw a consent and all that say the same, or refuse what is only asked for. Once this answers, no answer of the graph contains "
                + "what it opened.")
            .Accepts<EnteredWord>(isOptional: true, "application/json").Produces<ConsentView>().ProducesProblem(400)
            .ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(503);
    }

    private Task<IResult> ListAsync(HttpContext http, string? citizenNo) => _access.AnswerAsync(http, async caller =>
    {
        var (named, problem) = Subject(caller, citizenNo);
        if (named is not { } subject)
        {
            return problem!;
        }

        var now = ports.Time.GetUtcNow();
        var consents = await ports.Consents.ListAsync(subject, http.RequestAborted);
        var seen = consents.Where(consent => _rights.MayClose(caller, consent)).Select(consent => ConsentView.Of(consent, now)).ToList();
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

        var (draft, refused) = await DraftAsync(caller, request, subject, cancellation);
        if (draft is null)
        {
            return refused!;
        }

        if (_rights.ProfitsFrom(caller, draft.Recipients))
        {
            return Problems.Forbidden("Whoever works for a department that would receive the data does not take the consent to it.");
        }

        var by = ConsentRights.Act(caller, request.Evidence, request.Channel);
        if (by.Channel == ConsentChannel.Self && draft.Guardian is not null)
        {
            return Problems.Forbidden("For a child under 14 a guardian decides, at a counter with the evidence of guardianship; not the child's account.");
        }

        var needsSecond = FourEyes.Need(by.Channel, ports.Pseudonyms.ForStore(subject), draft, ports.FourEyesPercent)
            || await NeedsSecondAfterAsync(draft, by, cancellation);
        return needsSecond
            ? await AnsweredAsync(await ports.Consents.AskAsync(draft, by, cancellation))
            : await EnterAsync(draft, by, cancellation);
    });

    private async Task<IResult> EnterAsync(ConsentDraft draft, ConsentAct by, CancellationToken cancellation)
    {
        try
        {
            var outcome = await ports.Consents.GiveAsync(draft, by, cancellation);
            return await IsTakenBackAsync(outcome, by) ? PastHold : await AnsweredAsync(outcome);
        }
        catch (ReplacementUnsettledException unsettled)
        {
            if (await IsTakenBackAsync(unsettled.Given, by))
            {
                return PastHold;
            }

            await _receipts.IssueAsync(unsettled.Given, CancellationToken.None);
            return Problems.ReplacementUnconfirmed;
        }
        catch (ReplicasUnsettledException)
        {
            return Problems.ClosingUnconfirmed;
        }
    }

    private async Task<IResult> AnsweredAsync(ConsentOutcome outcome)
    {
        // WHY: what is in force gets its receipt whether or not the caller still listens.
        await _receipts.IssueAsync(outcome, CancellationToken.None);
        return outcome.Consent is { } given
            ? Results.Created($"/api/v1/consents/{given.Record.Id}", ConsentView.Of(given, ports.Time.GetUtcNow()))
            : Problems.Conflict(string.Join(' ', outcome.Refusals));
    }

    // WHY once more, after it is stored: of a hold that came between, the look before knows nothing. What is stored later than this look, another's look sees.
    private async ValueTask<bool> IsTakenBackAsync(ConsentOutcome outcome, ConsentAct by)
    {
        if (by.Channel == ConsentChannel.Self || outcome.Consent is not { State: ConsentState.Active } given
            || !ports.Pseudonyms.TryOpenStore(given.Record.Subject, out var subject))
        {
            return false;
        }

        var now = ports.Time.GetUtcNow();
        var others = await ports.Consents.ListAsync(subject, CancellationToken.None);
        if (!others.Any(other => FourEyes.IsPastHold(given, other, now)))
        {
            return false;
        }

        await ports.Consents.InvalidateAsync(given.Record.Id, ConsentAct.OfHub, CancellationToken.None);
        return true;
    }

    private static IResult PastHold => Problems.Conflict(
        "A consent to the same purpose was put on hold at this moment, and past that an officer alone enters none: enter it again for a second officer to "
        + "confirm.");

    // WHY: whoever could enter the same again, past a hold or until it is not drawn, would need no second officer.
    private async ValueTask<bool> NeedsSecondAfterAsync(ConsentDraft draft, ConsentAct by, CancellationToken cancellation) =>
        by.Channel == ConsentChannel.Counter
        && (await ports.Consents.ListAsync(draft.Subject, cancellation)).Any(earlier => FourEyes.NeedAfter(earlier, draft, ports.Time.GetUtcNow()));

    private async Task<(ConsentDraft? Draft, IResult? Refused)> DraftAsync(
        ApiCaller caller, ConsentRequest request, PersonKey subject, CancellationToken cancellation)
    {
        var notice = await ports.Notices.FindAsync(
            request.NoticeId ?? "", request.NoticeVersion ?? "", request.Language ?? DefaultLanguage, cancellation);
        PreviousConsent? previous = null;
        if (request.Previous is { } named)
        {
            if (!ConsentId.TryParse(named, out var id) || await ports.Consents.FindAsync(id, cancellation) is not { } replaced
                || !ports.Consents.IsAbout(replaced.Record, subject) || !_rights.MayClose(caller, replaced))
            {
                return (null, Problems.BadRequest("\"previous\" must name a consent of the same person that this caller may see."));
            }

            previous = new PreviousConsent(id, replaced.Version, ports.Consents.HashOf(replaced.Record));
        }

        var (draft, mistakes) = new ConsentDrafting(ports.Snapshot.Value, ports.Time).Draft(request, subject, notice, previous);
        return draft is null || mistakes.Count > 0 ? (null, Problems.BadRequest(string.Join(' ', mistakes))) : (draft, null);
    }

    private Task<IResult> WithdrawAsync(HttpContext http, string id) => _access.AnswerAsync(http, async caller =>
    {
        if (!_naming.TryRead(caller, id, out var consentId) || await ports.Consents.FindAsync(consentId, http.RequestAborted) is not { } consent
            || !_rights.MayClose(caller, consent))
        {
            return Problems.NotFound;
        }

        if (caller.Client is not null && consent.State == ConsentState.Requested)
        {
            return Problems.Forbidden("What is only asked for is answered by the person or the data steward, not by the department that would receive.");
        }

        var (act, wrong) = await ConsentRights.ReadActAsync(http, caller);
        if (act is null)
        {
            return wrong!;
        }

        try
        {
            // WHY: closing runs to its end whether or not the caller still listens.
            var outcome = await ports.Consents.WithdrawAsync(consentId, act, CancellationToken.None);
            return outcome.Consent is { } withdrawn
                ? Results.Ok(_naming.ClosedView(
                    caller,
                    withdrawn,
                    outcome.AlsoClosed.Where(other => _rights.MayClose(caller, other)),
                    ports.Snapshot.Value.Policies.Vocabulary,
                    ports.Time.GetUtcNow()))
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

        // WHY not a client: who has consented to what would be told of anybody, without a purpose, a case or a budget.
        if (!caller.IsDataSteward)
        {
            return (null, Problems.Forbidden(
                "Consents are listed for the person and the data steward. A department learns of those that ended from /api/v1/notifications."));
        }

        return isNumber
            ? (named, null)
            : (null, Problems.BadRequest("\"citizenNo\" must name the person by citizen number (GB 11643): check its 18 characters."));
    }
}
