using System.Globalization;
using Exchange.Audit.Reading;
using Exchange.Audit.Records;
using Exchange.Console.Access;
using Exchange.Console.Consents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Console.AccessRecords;

/// <summary>
/// <c>/api/v1/me/accesses</c>: a resident sees who asked about her, on the log of the hub that is asked; no officer, and nobody else who was asked
/// about at the same time. Thread-safe.
/// </summary>
internal sealed class OwnAccessEndpoints(ConsolePorts ports)
{
    private const int MostRows = 100;
    private const int DefaultRows = 50;

    // WHY: one call looks at a bounded part of the log; who wants more goes on.
    private const int MostExamined = 20_000;

    private static readonly QueryParameter<int> Limit = QueryParameter.Number("limit", MostRows);

    private readonly ApiAccess _access = new(ports.Tokens, ports.Pseudonyms);
    private readonly ConsentAccessRecord _record = new(ports);

    public void Map(IEndpointRouteBuilder routes) =>
        Limit.Describe(routes.MapGet("/api/v1/me/accesses", ListAsync)).WithName("listOwnAccesses").WithTags("access records")
            .WithSummary("Who asked about the resident who is signed in, newest first: department, role, purpose, fields, basis, outcome, time.")
            .Produces<OwnAccessPage>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(503);

    private Task<IResult> ListAsync(HttpContext http, string? limit, string? before) => _access.AnswerAsync(http, async caller =>
    {
        if (caller.Client is not null || caller.Person is not { } person)
        {
            return Problems.Forbidden("This is for residents: everybody sees who asked about themselves.");
        }

        var (most, mistake) = Limit.Read(limit);
        if (mistake is not null)
        {
            return mistake;
        }

        if (!TryPlace(before, out var place))
        {
            return Problems.BadRequest("\"before\" must be the \"next\" of an earlier page.");
        }

        var subject = ports.Pseudonyms.ForStore(person);
        var page = await ports.Records.ReadBackAsync(
            new PageRequest
            {
                Limit = most ?? DefaultRows, MostExamined = MostExamined, Before = place, IsWanted = record => IsAbout(record, subject),
            },
            http.RequestAborted);
        await _record.ReadAsync(http, caller, HubFields.OwnAccesses, [person], page.Records.Count, ports.Time.GetUtcNow());
        var words = new OwnAccessWords(ports.Snapshot.Value);
        return Results.Ok(new OwnAccessPage(
            [.. page.Records.Select(record => OwnAccess.Of(record, subject, words))], page.Next?.ToString(CultureInfo.InvariantCulture)));
    });

    // Her own looking at this list is on record and says nothing of others.
    private static bool IsAbout(AccessRecord record, string subject) => record.Disclosures.Any(
        group => group.Subjects.Contains(subject) && group.Cells.Any(cell => cell.Coordinate != HubFields.OwnAccesses));

    private static bool TryPlace(string? before, out long? place)
    {
        place = long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
        return before is null || place is not null;
    }
}
