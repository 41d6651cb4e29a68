using Exchange.Consent.Lifecycle;
using Exchange.Policy;

namespace Exchange.Console.Consents;

/// <summary>A consent as the control plane shows it: everything but who the person is.</summary>
/// <param name="Id">The consent's id.</param>
/// <param name="State">Its state now.</param>
/// <param name="Version">Its version: the number of events.</param>
/// <param name="Purposes">Purpose codes.</param>
/// <param name="Recipients">Department codes.</param>
/// <param name="Scopes">Scope codes.</param>
/// <param name="ValidFrom">From when.</param>
/// <param name="ValidUntil">Until when.</param>
/// <param name="GivenBy"><c>self</c> or <c>guardian</c>.</param>
/// <param name="Notice">The id and version of the text that was shown.</param>
/// <param name="Events">What happened to it.</param>
public sealed record ConsentView(
    string Id,
    string State,
    int Version,
    IReadOnlyList<string> Purposes,
    IReadOnlyList<string> Recipients,
    IReadOnlyList<string> Scopes,
    DateTimeOffset ValidFrom,
    DateTimeOffset ValidUntil,
    string GivenBy,
    string Notice,
    IReadOnlyList<ConsentEventView> Events)
{
    internal static ConsentView Of(ConsentHistory consent, DateTimeOffset now) => new(
        consent.Record.Id.ToString(),
        consent.StateAt(now).ToString().ToLowerInvariant(),
        consent.Version,
        [.. consent.Record.Purposes.Select(purpose => purpose.Code)],
        [.. consent.Record.Recipients.Select(recipient => recipient.Department.Value)],
        [.. consent.Record.Scopes.Select(scope => scope.Scope)],
        consent.Record.ValidFrom,
        consent.Record.ValidUntil,
        consent.Record.Guardian is null ? "self" : "guardian",
        $"{consent.Record.Notice.Id} {consent.Record.Notice.Version}",
        [.. consent.Events.Select(step => new ConsentEventView(
            step.Type.ToString().ToLowerInvariant(), step.At, step.By.Channel.ToString().ToLowerInvariant()))]);

    internal bool Concerns(DepartmentId department) => Recipients.Contains(department.Value);
}

/// <summary>One event of a consent.</summary>
/// <param name="Type">What happened.</param>
/// <param name="At">When.</param>
/// <param name="Channel">Through which channel.</param>
public sealed record ConsentEventView(string Type, DateTimeOffset At, string Channel);

/// <summary>What a person gives, as sent to <c>POST /api/v1/consents</c>.</summary>
/// <param name="Purpose">The purpose's code.</param>
/// <param name="Recipients">Department codes.</param>
/// <param name="Scopes">Scope codes.</param>
/// <param name="NoticeId">The id of the text that was shown.</param>
/// <param name="NoticeVersion">Its version.</param>
/// <param name="NoticeText">The text itself, of which the hash is kept.</param>
/// <param name="CitizenNo">The person; left out by a resident who gives for themselves.</param>
/// <param name="ValidUntil">Until when; a year where left out.</param>
/// <param name="SeparateActs">The agreements given each on its own: <c>sharing</c>, <c>sensitive</c>.</param>
/// <param name="Evidence">Where the paper is, for consents taken at a counter; no personal value.</param>
public sealed record ConsentRequest(
    string? Purpose,
    IReadOnlyList<string>? Recipients,
    IReadOnlyList<string>? Scopes,
    string? NoticeId,
    string? NoticeVersion,
    string? NoticeText,
    string? CitizenNo = null,
    DateTimeOffset? ValidUntil = null,
    IReadOnlyList<string>? SeparateActs = null,
    string? Evidence = null);
