using System.Globalization;
using Exchange.Audit.Records;
using Exchange.Console.Access;
using Exchange.Policy.Publishing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Console.Policies;

/// <summary><c>/api/v1/policies/drafts</c>: from a text to a version, by two persons. Thread-safe.</summary>
internal sealed class PolicyDraftEndpoints(ConsolePorts ports)
{
    private const int MostDrafts = 200;

    private static readonly IReadOnlyDictionary<string, string?> None = new Dictionary<string, string?>();

    private readonly PolicyAccess _access = new(ports);

    public void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/policies/drafts").WithTags("policies");
        group.MapGet("/", (Delegate)ListAsync).WithName("listPolicyDrafts").WithSummary("The 200 drafts of policies that were changed last.")
            .Produces<PolicyDraftsView>().ProducesProblem(401).ProducesProblem(403);
        Described(group.MapPost("/", (Delegate)BeginAsync), "beginPolicyDraft", "Begin a draft on the version in force, or on an earlier one.")
            .Accepts<NewDraftRequest>("application/json").Produces<PolicyDraftView>(201);
        group.MapGet("/{id}", GetAsync).WithName("getPolicyDraft").WithSummary("A draft with its documents, its steps and what was said of it.")
            .Produces<PolicyDraftView>().ProducesProblem(401).ProducesProblem(403).ProducesProblem(404);
        Described(group.MapPut("/{id}", ChangeAsync), "changePolicyDraft", "Replace some of its documents; If-Match names the revision that was read.")
            .Accepts<DraftDocumentsRequest>("application/json").Produces<PolicyDraftView>().ProducesProblem(412).ProducesProblem(428);
        Described(group.MapDelete("/{id}", DeleteAsync), "deletePolicyDraft", "Throw a draft away that was not published.").Produces(204);
        Described(group.MapPost("/{id}/check", CheckAsync), "checkPolicyDraft", "Run check, tests, comparison and simulation, and attach what they say.")
            .Produces<PolicyDraftView>();
        Described(group.MapPost("/{id}/submit", SubmitAsync), "submitPolicyDraft", "Ask for a second person.").Produces<PolicyDraftView>();
        Described(group.MapPost("/{id}/approve", ApproveAsync), "approvePolicyDraft", "Agree, as a second person; with a time to publish it at.")
            .Accepts<ApprovalRequest>(isOptional: true, "application/json").Produces<PolicyDraftView>();
        Described(group.MapPost("/{id}/reject", RejectAsync), "rejectPolicyDraft", "Say no, also to what was approved and is not published yet.")
            .Accepts<RejectionRequest>("application/json").Produces<PolicyDraftView>();
        Described(group.MapPost("/{id}/rebase", RebaseAsync), "rebasePolicyDraft", "Put it on the version in force; it is checked and approved again then.")
            .Accepts<DraftDocumentsRequest>(isOptional: true, "application/json").Produces<PolicyDraftView>();
        Described(group.MapPost("/{id}/publish", PublishAsync), "publishPolicyDraft", "Make what was approved the version in force.")
            .Produces<PolicyVersionView>(201);
    }

    private static RouteHandlerBuilder Described(RouteHandlerBuilder route, string name, string summary) => route.WithName(name).WithSummary(summary)
        .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(503);

    private Task<IResult> ListAsync(HttpContext http) => _access.ReadAsync(http, async _ =>
    {
        var current = int.Parse(ports.Snapshot.Value.PolicyVersion, CultureInfo.InvariantCulture);
        var drafts = await ports.Drafts.ListAsync(MostDrafts, http.RequestAborted);
        return Results.Ok(new PolicyDraftsView([.. drafts.Select(draft => PolicyDraftHeading.Of(draft, current))]));
    });

    private Task<IResult> GetAsync(HttpContext http, string id) => _access.ReadAsync(http, async _ =>
        await ports.Drafts.FindAsync(id, http.RequestAborted) is { } draft ? Results.Ok(_access.View(http, draft)) : Problems.NotFound);

    private Task<IResult> BeginAsync(HttpContext http) => _access.ActAsync(http, async actor =>
    {
        var (request, unread) = await JsonBody.ReadAsync<NewDraftRequest>(http.Request, http.RequestAborted);
        if (request is null)
        {
            return unread!;
        }

        if (EntryRules.LooksLikePersonNumber(request.Title))
        {
            return PersonNumber("title");
        }

        var result = await ports.Drafts.BeginAsync(request.Title ?? "", request.Base, request.Documents ?? None, actor, http.RequestAborted);
        return result.Draft is { } draft
            ? Results.Created($"/api/v1/policies/drafts/{draft.Id}", _access.View(http, draft))
            : PolicyAccess.Problem(result.IsUnknown, result.Refusal);
    });

    private Task<IResult> ChangeAsync(HttpContext http, string id) => _access.ActAsync(http, async actor =>
    {
        if (http.Request.Headers.IfMatch is not [{ Length: > 0 } tag])
        {
            return Problems.PreconditionRequired("Name the revision that you read: If-Match: \"3\", as the draft's ETag has it.");
        }

        var (request, unread) = await JsonBody.ReadAsync<DraftDocumentsRequest>(http.Request, http.RequestAborted);
        if (request?.Documents is not { Count: > 0 } documents)
        {
            return unread ?? Problems.BadRequest("\"documents\" must hold the texts that are replaced, by path.");
        }

        if (await ports.Drafts.FindAsync(id, http.RequestAborted) is { } read && $"\"{read.Revision}\"" != tag)
        {
            return Problems.PreconditionFailed($"The draft is at revision {read.Revision}: read it again and change that.");
        }

        _ = int.TryParse(tag.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var revision);
        return Answer(http, await ports.Drafts.ChangeAsync(id, revision, documents, actor, http.RequestAborted));
    });

    private Task<IResult> DeleteAsync(HttpContext http, string id) => _access.ActAsync(http, async actor =>
    {
        var result = await ports.Drafts.DeleteAsync(id, actor, http.RequestAborted);
        return result.Draft is null ? PolicyAccess.Problem(result.IsUnknown, result.Refusal) : Results.NoContent();
    });

    private Task<IResult> CheckAsync(HttpContext http, string id) => _access.ActAsync(
        http, async actor => Answer(http, await ports.Drafts.CheckAsync(id, actor, http.RequestAborted)));

    private Task<IResult> SubmitAsync(HttpContext http, string id) => _access.ActAsync(
        http, async actor => Answer(http, await ports.Drafts.SubmitAsync(id, actor, http.RequestAborted)));

    private Task<IResult> ApproveAsync(HttpContext http, string id) => _access.ActAsync(http, async actor =>
    {
        var (request, unread) = await OptionalAsync(http, new ApprovalRequest(null));
        return request is null ? unread! : Answer(http, await ports.Drafts.ApproveAsync(id, request.PublishAt, actor, http.RequestAborted));
    });

    private Task<IResult> RejectAsync(HttpContext http, string id) => _access.ActAsync(http, async actor =>
    {
        var (request, unread) = await JsonBody.ReadAsync<RejectionRequest>(http.Request, http.RequestAborted);
        return request is null ? unread!
            : EntryRules.LooksLikePersonNumber(request.Reason) ? PersonNumber("reason")
            : Answer(http, await ports.Drafts.RejectAsync(id, request.Reason ?? "", actor, http.RequestAborted));
    });

    private Task<IResult> RebaseAsync(HttpContext http, string id) => _access.ActAsync(http, async actor =>
    {
        var (request, unread) = await OptionalAsync(http, new DraftDocumentsRequest(null));
        return request is null ? unread! : Answer(http, await ports.Drafts.RebaseAsync(id, request.Documents ?? None, actor, http.RequestAborted));
    });

    private Task<IResult> PublishAsync(HttpContext http, string id) => _access.ActAsync(http, async actor =>
    {
        var result = await ports.Drafts.PublishAsync(id, actor, http.RequestAborted);
        return !result.IsRecorded ? Problems.PublishedWithoutRecord
            : result.Version is { } version ? Results.Created($"/api/v1/policies/versions/{version.Number}", PolicyVersionView.Of(version))
            : PolicyAccess.Problem(result.IsUnknown, result.Refusal);
    });

    private IResult Answer(HttpContext http, DraftResult result) => result.Draft is { } draft
        ? Results.Ok(_access.View(http, draft))
        : PolicyAccess.Problem(result.IsUnknown, result.Refusal);

    // Nothing sent is the same as an empty object.
    private static async ValueTask<(T? Body, IResult? Problem)> OptionalAsync<T>(HttpContext http, T empty)
        where T : class
    {
        var (body, problem) = await JsonBody.ReadIfSentAsync<T>(http.Request, http.RequestAborted);
        return problem is null ? (body ?? empty, null) : (null, problem);
    }

    private static IResult PersonNumber(string member) =>
        Problems.BadRequest($"\"{member}\" holds what may be a person's number; it is kept for long, so name no person.");
}
