using System.Text.Json.Serialization;
using Exchange.Audit.Records;
using Exchange.Audit.Writing;
using Exchange.Consent.Replicas;
using Exchange.Console.Access;
using Exchange.Policy;
using Exchange.Policy.Publishing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Console.Policies;

/// <summary>A brake.</summary>
/// <param name="Id">Its id; in decisions it is the restriction <c>brake:ID</c>.</param>
/// <param name="Owner">The department whose data it closes; <c>exchange</c> for everybody's.</param>
/// <param name="Kind">What it closes.</param>
/// <param name="Target">The coordinate or the receiving department; empty for everything.</param>
/// <param name="Reason">Why.</param>
/// <param name="IsActive">Whether it closes.</param>
/// <param name="PulledBy">Who pulled it.</param>
/// <param name="PulledAt">When.</param>
/// <param name="ReleaseAskedBy">Who asked to let it go.</param>
/// <param name="ReleasedBy">Who let it go.</param>
/// <param name="ReleasedAt">When.</param>
public sealed record PolicyBrakeView(
    string Id,
    string Owner,
    [property: JsonConverter(typeof(CamelCaseNames<BrakeKind>))] BrakeKind Kind,
    string Target,
    string Reason,
    bool IsActive,
    string PulledBy,
    DateTimeOffset PulledAt,
    string? ReleaseAskedBy,
    string? ReleasedBy,
    DateTimeOffset? ReleasedAt)
{
    internal static PolicyBrakeView Of(PolicyBrake brake) => new(
        brake.Id, brake.Owner.Value, brake.Kind, brake.Target, brake.Reason, brake.IsActive, brake.PulledBy, brake.PulledAt, brake.ReleaseAskedBy,
        brake.ReleasedBy, brake.ReleasedAt);
}

/// <summary>Brakes.</summary>
/// <param name="Brakes">Every one that closes, the newest first, and then a page of those that were let go, the last one first.</param>
/// <param name="Next">What to send as <c>before</c> for the page after this, which holds only brakes that were let go; null where there is none.</param>
public sealed record PolicyBrakesView(IReadOnlyList<PolicyBrakeView> Brakes, string? Next);

/// <summary>What is to be closed at once.</summary>
/// <param name="Kind">What: <c>field</c>, <c>receiver</c> or <c>everything</c>.</param>
/// <param name="Target">The coordinate, or the receiving department; left out for everything.</param>
/// <param name="Reason">Why, naming no person.</param>
/// <param name="Owner">Whose data; left out, the caller's department's, and for the city's staff everybody's.</param>
public sealed record BrakeRequest(string? Kind, string? Target, string? Reason, string? Owner);

/// <summary><c>/api/v1/policies/brakes</c>: closing takes one person and a second, opening again takes two. Thread-safe.</summary>
internal sealed class PolicyBrakeEndpoints(ConsolePorts ports)
{
    private const int MostReleased = 200;

    private readonly PolicyAccess _access = new(ports);

    public void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/policies/brakes").WithTags("policies");
        group.MapGet("/", ListAsync).WithName("listPolicyBrakes")
            .WithSummary("Every brake that closes, and those that were let go, 200 a page.")
            .Produces<PolicyBrakesView>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(403);
        group.MapPost("/", (Delegate)PullAsync).WithName("pullPolicyBrake")
            .WithSummary("Close a field, a receiver or everything. Once this answers, no answer of the graph contains what it closes.")
            .Accepts<BrakeRequest>("application/json").Produces<PolicyBrakeView>(201)
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(413).ProducesProblem(503);
        group.MapPost("/{id}/release", ReleaseAsync).WithName("releasePolicyBrake")
            .WithSummary("The first person asks to let a brake go; the call of a second person does it.")
            .Produces<PolicyBrakeView>()
            .ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(503);
    }

    private Task<IResult> ListAsync(HttpContext http, string? before) => _access.ReadAsync(http, async reader =>
    {
        var last = Guid.TryParseExact(before, "D", out var id) ? await ports.Brakes.FindAsync(id.ToString("D"), http.RequestAborted) : null;
        if (before is not null && last is not { IsActive: false })
        {
            return Problems.BadRequest("\"before\" must be the \"next\" of an earlier page.");
        }

        var active = last is null ? await ports.Brakes.ListActiveAsync(http.RequestAborted) : [];
        var released = await ports.Brakes.ListReleasedAsync(last, MostReleased, http.RequestAborted);
        return Results.Ok(new PolicyBrakesView(
            [.. active.Reverse().Concat(released).Select(PolicyBrakeView.Of)],
            released.Count == MostReleased ? released[^1].Id : null));
    });

    private Task<IResult> PullAsync(HttpContext http) => _access.ActAsync(http, async actor =>
    {
        var (request, unread) = await JsonBody.ReadAsync<BrakeRequest>(http.Request, http.RequestAborted);
        if (request is null)
        {
            return unread!;
        }

        if (Kinds.FirstOrDefault(kind => Name(kind) == request.Kind) is not { } named)
        {
            return Problems.BadRequest($"\"kind\" must be one of {string.Join(", ", Kinds.Select(kind => Name(kind)))}.");
        }

        if (EntryRules.LooksLikePersonNumber(request.Reason) || EntryRules.LooksLikePersonNumber(request.Target))
        {
            return Problems.BadRequest("\"reason\" holds what may be a person's number; it is kept for long, so name no person.");
        }

        return await CloseAsync(request, named, actor);
    });

    private async Task<IResult> CloseAsync(BrakeRequest request, BrakeKind kind, PolicyActor actor)
    {
        try
        {
            var owner = request.Owner is null ? (DepartmentId?)null : new DepartmentId(request.Owner);
            var result = await ports.Brakes.PullAsync(owner, kind, request.Target, request.Reason, actor);
            return result.Brake is { } brake
                ? Results.Created($"/api/v1/policies/brakes/{brake.Id}", PolicyBrakeView.Of(brake))
                : PolicyAccess.Problem(result.IsUnknown, result.Refusal);
        }
        catch (ReplicasUnsettledException)
        {
            return Problems.BrakeUnconfirmed;
        }
        catch (AuditUnavailableException)
        {
            return Problems.BrakedWithoutRecord;
        }
    }

    private Task<IResult> ReleaseAsync(HttpContext http, string id) => _access.ActAsync(http, async actor =>
    {
        var result = await ports.Brakes.ReleaseAsync(id, actor, http.RequestAborted);
        return result.Brake is { } brake ? Results.Ok(PolicyBrakeView.Of(brake)) : PolicyAccess.Problem(result.IsUnknown, result.Refusal);
    });

    private static IEnumerable<BrakeKind?> Kinds => Enum.GetValues<BrakeKind>().Cast<BrakeKind?>();

    private static string Name(BrakeKind? kind) => $"{kind}".ToLowerInvariant();
}
