using System.Security.Claims;
using Exchange.Audit.Records;
using Exchange.Console.Access;
using Exchange.Console.AccessRecords;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Console.Reviews;

/// <summary>
/// <c>/api/v1/reviews</c>: accesses that a rule lets happen only if a second person looks at them afterwards. The auditor does, and never at an access
/// of one's own. Thread-safe.
/// </summary>
internal sealed class ReviewEndpoints(ConsolePorts ports)
{
    private const int MostRows = 100;

    private readonly ApiAccess _access = new(ports.Tokens, ports.Pseudonyms);
    private readonly ReadingRecord _reading = new(ports);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/reviews", (Delegate)ListAsync).WithName("listReviews").WithTags("reviews")
            .WithSummary("Accesses that wait for a second person's look, open and overdue: for the auditor.")
            .Produces<ReviewPage>().ProducesProblem(401).ProducesProblem(403).ProducesProblem(503);
        routes.MapPost("/api/v1/reviews/{accessId}", ReviewAsync).WithName("reviewAccess").WithTags("reviews")
            .WithSummary("Records what the auditor found of an access.")
            .Accepts<ReviewBody>("application/json").Produces(204)
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413)
            .ProducesProblem(503);
    }

    private Task<IResult> ListAsync(HttpContext http) => _access.AnswerAsync(http, async caller =>
    {
        if (!caller.IsAuditor)
        {
            return ForAuditors;
        }

        var open = ports.Reviews.Open;
        var now = ports.Time.GetUtcNow();
        var shown = open.Take(MostRows).Select(review => ReviewView.Of(review, now)).ToList();
        await _reading.ReadAsync(http, caller, shown.Count);
        return Results.Ok(new ReviewPage(shown, open.Count, ports.Reviews.IsComplete));
    });

    private Task<IResult> ReviewAsync(HttpContext http, string accessId) => _access.AnswerAsync(http, async caller =>
    {
        if (!caller.IsAuditor)
        {
            return ForAuditors;
        }

        var (body, problem) = await JsonBody.ReadAsync<ReviewBody>(http.Request, http.RequestAborted);
        if (body?.Found is not { } outcome)
        {
            return problem ?? Problems.BadRequest("\"outcome\" must be \"justified\" or \"unjustified\".");
        }

        if (ports.Reviews.Find(accessId) is not { } due)
        {
            return ports.Reviews.IsReviewed(accessId) ? Reviewed : Problems.NotFound;
        }

        // WHY: who asked and who looks at it afterwards are two persons.
        if (due.Access.Caller.Officer is { } officer && officer == http.User.FindFirstValue(ApiClaims.Officer))
        {
            return Problems.Forbidden("An access is reviewed by somebody else than the one who asked.");
        }

        return await RecordAsync(
            new AccessReview { Time = ports.Time.GetUtcNow(), AccessId = accessId, Reviewer = caller.Actor, Outcome = outcome });
    });

    // INVARIANT: of several who look at an access at once one finding is on the log.
    private async Task<IResult> RecordAsync(AccessReview review)
    {
        if (!ports.Reviews.TryTake(review.AccessId))
        {
            return Reviewed;
        }

        try
        {
            await ports.Log.AppendAsync(review, CancellationToken.None);
            ports.Reviews.Note(review);
            return Results.NoContent();
        }
        finally
        {
            ports.Reviews.LetGo(review.AccessId);
        }
    }

    private static IResult Reviewed => Problems.Conflict("Somebody else has reviewed this access, or is doing so at this moment.");

    private static IResult ForAuditors => Problems.Forbidden("Reviews are for the auditor.");
}
