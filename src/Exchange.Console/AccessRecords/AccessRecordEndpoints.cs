using System.Globalization;
using Exchange.Audit.Reading;
using Exchange.Audit.Records;
using Exchange.Console.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Console.AccessRecords;

/// <summary>
/// <c>/api/v1/access-records</c>: the auditor reads all of them, an officer those of the own department. Thread-safe.
/// </summary>
internal sealed class AccessRecordEndpoints(ConsolePorts ports)
{
    private const int MostRows = 100;

    // WHY: a page looks at so many entries and no more, whoever asks for whatever is rare.
    private const int MostExamined = 5_000;
    private const int MostSearched = 20_000;

    private static readonly QueryParameter<int> Limit = QueryParameter.Number("limit", MostRows);

    private readonly ApiAccess _access = new(ports.Tokens, ports.Pseudonyms);
    private readonly ReadingRecord _reading = new(ports);

    public void Map(IEndpointRouteBuilder routes) =>
        Limit.Describe(routes.MapGet("/api/v1/access-records", ListAsync)).WithName("listAccessRecords").WithTags("access records")
            .WithSummary("Access records, newest first: all for the auditor, those of the own department for an officer.")
            .Produces<AccessRecordPage>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(503);

    private Task<IResult> ListAsync(HttpContext http, string? limit, string? before) => _access.AnswerAsync(http, async caller =>
    {
        if (!caller.IsAuditor && !(caller.IsStaff && caller.Department is not null))
        {
            return Problems.Forbidden("Access records are for the auditor, and for officers those of their own department.");
        }

        var (most, mistake) = Limit.Read(limit);
        if (mistake is not null)
        {
            return mistake;
        }

        var (isKnown, sequence) = await PlaceAsync(before, http.RequestAborted);
        if (!isKnown)
        {
            return Problems.BadRequest("\"before\" must be the \"next\" of an earlier page, or the id of a recent access record.");
        }

        var department = caller.IsAuditor ? null : caller.Department;
        var page = await ports.Records.ReadBackAsync(
            new PageRequest
            {
                Limit = most ?? RecentAccess.KeptRows,
                MostExamined = MostExamined,
                Before = sequence,
                IsWanted = record => department is null || record.Caller.Department == department,
            },
            http.RequestAborted);
        if (caller.IsAuditor)
        {
            await _reading.ReadAsync(http, caller, page.Records.Count);
        }

        return Results.Ok(new AccessRecordPage(
            [.. page.Records.Select(record => AccessRow.Of(AccessSummary.Of(record)))],
            page.Next?.ToString(CultureInfo.InvariantCulture)));
    });

    private async ValueTask<(bool IsKnown, long? Sequence)> PlaceAsync(string? before, CancellationToken cancellation)
    {
        if (before is null)
        {
            return (true, null);
        }

        var sequence = long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
            : Guid.TryParseExact(before, "D", out _) ? await ports.Records.FindAsync(before, MostSearched, cancellation)
            : null;
        return (sequence is not null, sequence);
    }
}
