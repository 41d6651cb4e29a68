using Exchange.Audit.Records;
using Exchange.Consent.Records;
using Exchange.Console.Access;
using Exchange.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Console.Consents;

/// <summary>A text that people are shown.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Language">A BCP 47 tag.</param>
/// <param name="Text">The words.</param>
/// <param name="Hash">SHA-256 of the words, hex; a consent names it.</param>
/// <param name="AddedAt">When it was added.</param>
public sealed record NoticeView(string Id, string Version, string Language, string Text, string Hash, DateTimeOffset AddedAt);

/// <summary>A text to add.</summary>
/// <param name="Id">Its id, at most 64 characters.</param>
/// <param name="Version">Its version, at most 32 characters.</param>
/// <param name="Language">A BCP 47 tag, at most 16 characters.</param>
/// <param name="Text">The words, at most 20,000 characters.</param>
public sealed record NoticeRequest(string? Id, string? Version, string? Language, string? Text);

/// <summary><c>/api/v1/notices</c>: the texts that people are shown before they consent; written once. Thread-safe.</summary>
internal sealed class NoticeEndpoints(ConsolePorts ports)
{
    private const int LongestText = 20_000;

    private readonly ApiAccess _access = new(ports.Tokens, ports.Pseudonyms);

    public void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/notices").WithTags("consents");
        group.MapGet("/", ListAsync).WithName("listNotices").WithSummary("The texts that people are shown before they consent.")
            .Produces<IReadOnlyList<NoticeView>>().ProducesProblem(401);
        group.MapPost("/", AddAsync).WithName("addNotice").WithSummary("Add a text, or a new version of one; by the data steward.")
            .Accepts<NoticeRequest>("application/json").Produces<NoticeView>(201)
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(409).ProducesProblem(413);
    }

    private Task<IResult> ListAsync(HttpContext http, CancellationToken cancellation) => _access.AnswerAsync(http, async _ =>
        Results.Ok((await ports.Notices.ListAsync(cancellation)).Select(View).ToList()));

    private Task<IResult> AddAsync(HttpContext http, CancellationToken cancellation) => _access.AnswerAsync(http, async caller =>
    {
        if (!caller.IsDataSteward)
        {
            return Problems.Forbidden("Texts for consents are kept by the data steward.");
        }

        var (request, unread) = await JsonBody.ReadAsync<NoticeRequest>(http.Request, cancellation);
        if (request is null)
        {
            return unread!;
        }

        if (Mistakes(request).ToList() is { Count: > 0 } mistakes)
        {
            return Problems.BadRequest(string.Join(' ', mistakes));
        }

        var notice = new NoticeText(request.Id!, request.Version!, request.Language!, request.Text!, caller.Actor, ports.Time.GetUtcNow());
        try
        {
            await ports.Notices.AddAsync(notice, cancellation);
            return Results.Created("/api/v1/notices", View(notice));
        }
        catch (StorageConflictException)
        {
            return Problems.Conflict("This version of the text is there already and cannot be changed: add another version.");
        }
    });

    private static NoticeView View(NoticeText notice) =>
        new(notice.Id, notice.Version, notice.Language, notice.Text, notice.Hash, notice.AddedAt);

    private static IEnumerable<string> Mistakes(NoticeRequest request) =>
        from mistake in new[]
        {
            Mistake("id", request.Id, 64), Mistake("version", request.Version, 32), Mistake("language", request.Language, 16),
            Mistake("text", request.Text, LongestText),
        }
        where mistake is not null
        select mistake;

    private static string? Mistake(string member, string? text, int longest) =>
        string.IsNullOrWhiteSpace(text) || text.Length > longest || EntryRules.LooksLikePersonNumber(text)
            ? $"\"{member}\" must be a text of at most {longest} characters without a person's number."
            : null;
}
