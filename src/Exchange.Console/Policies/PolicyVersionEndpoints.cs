using System.Globalization;
using Exchange.Console.Access;
using Exchange.Policy.Documents;
using Exchange.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Console.Policies;

/// <summary>The published policy versions.</summary>
/// <param name="Current">The number of the one in force.</param>
/// <param name="Versions">The last ones, newest first.</param>
public sealed record PolicyVersionsView(int Current, IReadOnlyList<PolicyVersionView> Versions);

/// <summary>A published policy version.</summary>
/// <param name="Number">Counts from 1 without gaps.</param>
/// <param name="PublishedAt">When it took effect.</param>
/// <param name="PublishedBy">The account or command that published it.</param>
/// <param name="Hash">SHA-256 of its documents.</param>
public sealed record PolicyVersionView(int Number, DateTimeOffset PublishedAt, string PublishedBy, string Hash)
{
    internal static PolicyVersionView Of(PolicyVersion version) => new(version.Number, version.PublishedAt, version.PublishedBy, version.Hash);
}

/// <summary>A published policy version with its documents.</summary>
/// <param name="Number">Counts from 1 without gaps.</param>
/// <param name="PublishedAt">When it took effect.</param>
/// <param name="PublishedBy">The account or command that published it.</param>
/// <param name="Hash">SHA-256 of its documents.</param>
/// <param name="Documents">The text of each document by its path.</param>
public sealed record PolicyVersionText(
    int Number, DateTimeOffset PublishedAt, string PublishedBy, string Hash, IReadOnlyDictionary<string, string> Documents);

/// <summary>Which version is to be in force again.</summary>
/// <param name="To">The version's number.</param>
public sealed record RollbackRequest(int? To);

/// <summary><c>/api/v1/policies/versions</c>, <c>/current</c> and <c>/rollback</c>. Thread-safe.</summary>
internal sealed class PolicyVersionEndpoints(ConsolePorts ports)
{
    private const int MostVersions = 200;

    private readonly PolicyAccess _access = new(ports);

    public void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/policies").WithTags("policies");
        group.MapGet("/versions", (Delegate)ListAsync).WithName("listPolicyVersions")
            .WithSummary("The last 200 published policy versions, newest first.")
            .Produces<PolicyVersionsView>().ProducesProblem(401).ProducesProblem(403);
        group.MapGet("/versions/{number:int}", NumberedAsync).WithName("getPolicyVersion")
            .WithSummary("A published policy version with its documents.")
            .Produces<PolicyVersionText>().ProducesProblem(401).ProducesProblem(403).ProducesProblem(404);
        group.MapGet("/current", (Delegate)CurrentAsync).WithName("getCurrentPolicies")
            .WithSummary("The policy version in force with its documents.")
            .Produces<PolicyVersionText>().ProducesProblem(401).ProducesProblem(403).ProducesProblem(404);
        group.MapPost("/rollback", (Delegate)RollBackAsync).WithName("rollBackPolicies")
            .WithSummary("Put an earlier version's documents in force again: at once where that only closes, else as a draft for a second person.")
            .Accepts<RollbackRequest>("application/json").Produces<PolicyVersionView>(201).Produces<PolicyDraftView>(202)
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413)
            .ProducesProblem(503);
    }

    private Task<IResult> ListAsync(HttpContext http) => _access.ReadAsync(http, async _ =>
    {
        var versions = await ports.Versions.ListAsync(MostVersions, http.RequestAborted);
        return Results.Ok(new PolicyVersionsView(
            int.Parse(ports.Snapshot.Value.PolicyVersion, CultureInfo.InvariantCulture),
            [.. versions.Select(version => new PolicyVersionView(version.Number, version.PublishedAt, version.PublishedBy, version.Hash))]));
    });

    private Task<IResult> NumberedAsync(HttpContext http, int number) => GetAsync(http, number);

    private Task<IResult> CurrentAsync(HttpContext http) => GetAsync(http, number: null);

    private Task<IResult> GetAsync(HttpContext http, int? number) => _access.ReadAsync(http, async _ =>
    {
        var found = number is { } named
            ? await ports.Versions.FindAsync(named, http.RequestAborted)
            : await ports.Versions.FindLatestAsync(http.RequestAborted);
        return found is not { } version
            ? Problems.NotFound
            : Results.Ok(new PolicyVersionText(
                version.Number, version.PublishedAt, version.PublishedBy, version.Hash, PolicyText.Split(version.Document)));
    });

    private Task<IResult> RollBackAsync(HttpContext http) => _access.ActAsync(http, async actor =>
    {
        var (request, unread) = await JsonBody.ReadAsync<RollbackRequest>(http.Request, http.RequestAborted);
        if (request?.To is not { } to)
        {
            return unread ?? Problems.BadRequest("\"to\" must be the number of a published version.");
        }

        var result = await ports.Drafts.RollBackAsync(to, actor, http.RequestAborted);
        return result switch
        {
            { IsRecorded: false } => Problems.PublishedWithoutRecord,
            { Version: { } version } => Results.Created($"/api/v1/policies/versions/{version.Number}", PolicyVersionView.Of(version)),
            { Draft: { } draft } => Results.Accepted($"/api/v1/policies/drafts/{draft.Id}", _access.View(http, draft)),
            _ => PolicyAccess.Problem(result.IsUnknown, result.Refusal),
        };
    });
}
