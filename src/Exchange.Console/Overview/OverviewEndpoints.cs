using Exchange.Audit.Reading;
using Exchange.Console.Access;
using Exchange.Console.AccessRecords;
using Exchange.Console.Vocabularies;
using Exchange.Policy.Standard;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Console.Overview;

/// <summary><c>/api/v1/overview</c>: departments, the last hour and the last requests. Thread-safe.</summary>
internal sealed class OverviewEndpoints(ConsolePorts ports)
{
    // WHY: a nightly drop carries its day's first instant, so the last one is two days old when the next comes, some hours into the night.
    private static readonly TimeSpan StaleAfter = TimeSpan.FromHours(60);

    private readonly ApiAccess _access = new(ports.Tokens, ports.Pseudonyms);
    private readonly ReadingRecord _reading = new(ports);

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/overview", (Delegate)ShowAsync).WithName("getOverview").WithTags("overview")
            .WithSummary("Departments, the requests of the last hour, and the last access records that the caller may see.")
            .Produces<OverviewView>().ProducesProblem(401).ProducesProblem(403).ProducesProblem(503);

    private Task<IResult> ShowAsync(HttpContext http) => _access.AnswerAsync(http, async caller =>
    {
        if (!caller.IsStaff)
        {
            return Problems.Forbidden("The overview is for staff who are signed in.");
        }

        var now = ports.Time.GetUtcNow();
        var scope = caller.SeesWholeHub ? OverviewScope.Hub
            : caller.Department is not null ? OverviewScope.Department
            : OverviewScope.None;

        // INVARIANT: no department is named "", so nobody's requests are counted for whoever has no use for them.
        var hour = ports.Recent.Read(now, scope == OverviewScope.Hub ? null : caller.Department ?? "");
        var rows = caller.IsAuditor ? hour.Last
            : caller.Department is { } own ? ports.Recent.Read(now, own).Last
            : [];
        if (caller.IsAuditor)
        {
            await _reading.ReadAsync(http, caller, rows.Count);
        }

        return Results.Ok(new OverviewView(
            now,
            ports.Snapshot.Value.PolicyVersion,
            scope,
            Departments(now),
            LastHour(hour),
            [.. hour.Withheld.Select(sum => new WithheldView(sum.Reason, sum.Records, sum.Requests))],
            [.. rows.Select(AccessRow.Of)]));
    });

    private static LastHourView LastHour(RecentHour hour) => new(
        hour.From,
        hour.Requests,
        hour.Answered,
        hour.Refused,
        hour.Failed,
        [.. hour.Buckets.Index().Select(bucket => new BucketView(hour.From.AddMinutes(5 * bucket.Index), bucket.Item))]);

    private IReadOnlyList<DepartmentView> Departments(DateTimeOffset now)
    {
        var standard = ports.Snapshot.Value.Standard;
        var seen = ports.Recent.Sources.ToDictionary(sighting => sighting.Department, StringComparer.Ordinal);
        return [.. standard.Departments.Select(card => Department(standard, card, seen.GetValueOrDefault(card.Code.Value), now))];
    }

    private static DepartmentView Department(DataStandard standard, DepartmentCard card, SourceSighting? seen, DateTimeOffset now) => new(
        card.Code.Value,
        TitleView.Of(card.Title),
        StateOf(seen, now),
        seen?.DataAsOf,
        seen?.At,
        standard.Fields.Count(field => field.Owner == card.Code || field.Owners.Contains(card.Code)));

    private static DepartmentState StateOf(SourceSighting? seen, DateTimeOffset now) => seen?.State switch
    {
        null => DepartmentState.NotAsked,
        "answered" => seen.DataAsOf + StaleAfter < now ? DepartmentState.Stale : DepartmentState.Ok,
        "stale" => DepartmentState.Stale,
        "invalid" or "partial" => DepartmentState.Partial,
        _ => DepartmentState.Unavailable,
    };
}
