using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Console.Access;
using Exchange.Console.AccessRecords;
using Exchange.Pipeline.Callers;
using Exchange.Policy.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Console.Consents;

/// <summary><c>/api/v1/notifications</c>: what a department has to stop and delete. Read as often as it likes; nothing is ticked off. Thread-safe.</summary>
internal sealed class NotificationEndpoints(ConsolePorts ports)
{
    private const int Most = 500;

    private static readonly TimeSpan Default = TimeSpan.FromDays(30);
    private static readonly QueryParameter<int> Limit = QueryParameter.Number("limit", Most);
    private static readonly QueryParameter<DateTimeOffset> Since = QueryParameter.Instant("since");

    private readonly ApiAccess _access = new(ports.Tokens, ports.Pseudonyms);
    private readonly ConsentAccessRecord _record = new(ports);
    private readonly NotificationPlaces _places = new(new ConsentNaming(ports.Pseudonyms));

    public void Map(IEndpointRouteBuilder routes) =>
        Since.Describe(Limit.Describe(routes.MapGet("/api/v1/notifications", ListAsync))).WithTags("consents").WithName("listNotifications")
            .WithSummary("What the caller's department has to stop using and to delete, oldest first: after a place, since a time, else of 30 days.")
            .Produces<NotificationPage>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(503);

    private Task<IResult> ListAsync(HttpContext http, string? since, string? after, string? limit, CancellationToken cancellation) =>
        _access.AnswerAsync(http, async caller =>
        {
            if (caller.Client is not { } client)
            {
                return Problems.Forbidden("Notifications are for the departments that receive data by consents: ask with a client's token.");
            }

            var ((most, wrongLimit), (from, wrongSince)) = (Limit.Read(limit), Since.Read(since));
            if ((wrongLimit ?? wrongSince) is { } mistake)
            {
                return mistake;
            }

            var now = ports.Time.GetUtcNow();
            var start = new ReadingPlace(new ClosingPlace((from ?? now - Default).ToUniversalTime(), null), null);
            if (after is not null && !_places.TryRead(client.Department, after, out start))
            {
                return Problems.BadRequest("\"after\" must be the \"next\" of an earlier page.");
            }

            var closed = await ports.Consents.ListClosedAsync(
                new ClosedConsents(client.Department, [.. client.Purposes], start.After, most ?? Most), cancellation);
            var told = closed.Select(consent => Told(consent, client)).ToList();
            await _record.ReadAsync(http, caller, HubFields.Notifications, [.. told.Select(item => item.Person).Distinct()], told.Count, now);
            var isComplete = closed.Count < (most ?? Most);
            var last = closed.Count == 0 ? start.After : ClosingPlace.Of(closed[^1]);
            return Results.Ok(new NotificationPage(
                [.. told.Select(item => item.View)],
                _places.Write(client.Department, start.Next(last, isComplete, now)),
                isComplete));
        });

    private (PersonKey Person, NotificationView View) Told(ConsentHistory consent, ClientIdentity client)
    {
        var last = consent.Events.Last(happened => happened.Closes);
        if (!ports.Pseudonyms.TryOpenStore(consent.Record.Subject, out var person))
        {
            throw new InvalidDataException($"The person of consent {consent.Record.Id} cannot be read under the store's keys.");
        }

        return (person, new NotificationView(
            ports.Pseudonyms.Consents.ForDepartment(consent.Record.Id.Value, client.Department),
            ports.Pseudonyms.ForDepartment(person, client.Department),
            ConsentCodes.Of(last.Type),
            last.At,
            [.. consent.Record.Purposes.Select(purpose => purpose.Code)],
            [.. consent.Record.Scopes.Select(scope => scope.Scope)],
            last.Type != ConsentEventType.Suspend));
    }
}
