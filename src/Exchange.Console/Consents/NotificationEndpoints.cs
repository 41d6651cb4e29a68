using Exchange.Consent.Lifecycle;
using Exchange.Console.Access;
using Exchange.Pipeline.Callers;
using Exchange.Policy.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Console.Consents;

/// <summary>That a department has to stop using data, and to delete what it still has of it.</summary>
/// <param name="ConsentId">The consent that ended or is on hold.</param>
/// <param name="Pid">The person, under the department's own pseudonym.</param>
/// <param name="Event">
/// What happened: <c>withdraw</c>, <c>suspend</c>, <c>supersede</c>, <c>invalidate</c>. A term that ends by itself is no event: whoever receives knows
/// it from the consent.
/// </param>
/// <param name="At">When.</param>
/// <param name="Purposes">What it was for.</param>
/// <param name="Scopes">Which data.</param>
/// <param name="MustDelete">Whether what is still held has to be deleted; on hold it is only not used.</param>
public sealed record NotificationView(
    string ConsentId, string Pid, string Event, DateTimeOffset At, IReadOnlyList<string> Purposes, IReadOnlyList<string> Scopes, bool MustDelete);

/// <summary><c>/api/v1/notifications</c>: what a department has to stop and delete. Read as often as it likes; nothing is ticked off. Thread-safe.</summary>
internal sealed class NotificationEndpoints(ConsolePorts ports)
{
    private const int Most = 500;
    private const string Coordinate = "Consents.notifications";

    private static readonly TimeSpan Default = TimeSpan.FromDays(30);

    private readonly ApiAccess _access = new(ports.Tokens, ports.Pseudonyms);
    private readonly ConsentAccessRecord _record = new(ports);

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/notifications", ListAsync).WithTags("consents").WithName("listNotifications")
            .WithSummary("What the caller's department has to stop using and to delete, oldest first: at most 500 since a time, else of 30 days.")
            .Produces<IReadOnlyList<NotificationView>>().ProducesProblem(401).ProducesProblem(403).ProducesProblem(503);

    private Task<IResult> ListAsync(HttpContext http, DateTimeOffset? since, CancellationToken cancellation) => _access.AnswerAsync(http, async caller =>
    {
        if (caller.Client is not { } client)
        {
            return Problems.Forbidden("Notifications are for the departments that receive data by consents: ask with a client's token.");
        }

        var now = ports.Time.GetUtcNow();
        var closed = await ports.Consents.ListClosedAsync(client.Department, since ?? now - Default, Most, cancellation);
        var told = closed.Where(consent => ConsentRights.MaySee(caller, ConsentView.Of(consent, now)) && consent.StateAt(now) != ConsentState.Active)
            .Select(consent => Told(consent, client)).OfType<(PersonKey Person, NotificationView View)>().ToList();
        await _record.ReadAsync(http, caller, Coordinate, [.. told.Select(item => item.Person).Distinct()], told.Count, now);
        return Results.Ok(told.Select(item => item.View).ToList());
    });

    private (PersonKey Person, NotificationView View)? Told(ConsentHistory consent, ClientIdentity client)
    {
        var last = consent.Events.Last(happened => happened.Closes);
        if (!ports.Pseudonyms.TryOpenStore(consent.Record.Subject, out var person))
        {
            return null;
        }

        return (person, new NotificationView(
            consent.Record.Id.ToString(),
            ports.Pseudonyms.ForDepartment(person, client.Department),
            last.Type.ToString().ToLowerInvariant(),
            last.At,
            [.. consent.Record.Purposes.Select(purpose => purpose.Code)],
            [.. consent.Record.Scopes.Select(scope => scope.Scope)],
            last.Type != ConsentEventType.Suspend));
    }
}
