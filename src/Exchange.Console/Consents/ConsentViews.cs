using System.ComponentModel.DataAnnotations;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Console.Vocabularies;
using Exchange.Policy.Vocabularies;

namespace Exchange.Console.Consents;

/// <summary>A consent as the control plane shows it: everything but who the person is.</summary>
/// <param name="Id">The consent's id.</param>
/// <param name="State">Its state now.</param>
/// <param name="Version">Its version: the number of events.</param>
/// <param name="Purposes">Purpose codes.</param>
/// <param name="Recipients">Department codes.</param>
/// <param name="Scopes">Scope codes.</param>
/// <param name="ValidFrom">From when.</param>
/// <param name="ValidUntil">Until when: the end of its validity, or of the guardianship by which it was given.</param>
/// <param name="GivenBy"><c>self</c> or <c>guardian</c>.</param>
/// <param name="Notice">The id and version of the text that was shown.</param>
/// <param name="Events">What happened to it.</param>
/// <param name="Previous">The id of the consent that it replaces; null for a first one.</param>
/// <param name="Routes">After a refusal or a withdrawal, what can be done without the consent; null otherwise.</param>
/// <param name="AlsoClosed">The ids of the person's other consents that the act closed with it, because they said the same; null for none.</param>
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
    IReadOnlyList<ConsentEventView> Events,
    string? Previous = null,
    IReadOnlyList<TitleView>? Routes = null,
    IReadOnlyList<string>? AlsoClosed = null)
{
    internal static ConsentView Of(ConsentHistory consent, DateTimeOffset now) => new(
        consent.Record.Id.ToString(),
        ConsentCodes.Of(consent.StateAt(now)),
        consent.Version,
        [.. consent.Record.Purposes.Select(purpose => purpose.Code)],
        [.. consent.Record.Recipients.Select(recipient => recipient.Department.Value)],
        [.. consent.Record.Scopes.Select(scope => scope.Scope)],
        consent.Record.ValidFrom,
        consent.Ends,
        consent.Record.Guardian is null ? "self" : "guardian",
        $"{consent.Record.Notice.Id} {consent.Record.Notice.Version}",
        [.. consent.Events.Select(step => new ConsentEventView(ConsentCodes.Of(step.Type), step.At, ConsentCodes.Of(step.By.Channel)))],
        consent.Record.Previous?.Id.ToString());

    // A refusal never blocks: what the vocabulary says about doing without each of the scopes.
    internal ConsentView WithRoutes(Vocabulary vocabulary) => this with
    {
        Routes = [.. Scopes.Select(vocabulary.FindScope).Where(scope => scope?.Route is not null).Select(scope => TitleView.Of(scope!.Route!))],
    };
}

/// <summary>One event of a consent.</summary>
/// <param name="Type">What happened, as the receipt says it: <c>give</c>, <c>suspend</c>, <c>askResume</c>.</param>
/// <param name="At">When.</param>
/// <param name="Channel">Through which channel.</param>
public sealed record ConsentEventView(string Type, DateTimeOffset At, string Channel);

/// <summary>What a person gives, as sent to <c>POST /api/v1/consents</c>.</summary>
/// <param name="Purpose">The purpose's code.</param>
/// <param name="Recipients">Department codes.</param>
/// <param name="Scopes">Scope codes.</param>
/// <param name="NoticeId">The id of the text that was shown.</param>
/// <param name="NoticeVersion">Its version.</param>
/// <param name="NoticeText">The text itself, where it is to be compared with the one of <c>/api/v1/notices</c>.</param>
/// <param name="CitizenNo">The person; left out by a resident who gives for themselves.</param>
/// <param name="ValidUntil">Until when; a year where left out.</param>
/// <param name="SeparateActs">The agreements given each on its own: <c>sharing</c>, <c>sensitive</c>, <c>public</c>, <c>cross-border</c>.</param>
/// <param name="Evidence">Where the paper is, for consents taken at a counter; no personal value.</param>
/// <param name="Language">The language of the text that was shown; <c>zh-CN</c> where left out.</param>
/// <param name="Channel"><c>counter</c>, <c>phone</c> or <c>paper</c>, for consents that an officer takes; the counter where left out.</param>
/// <param name="Guardian">Who decides for a child under 14.</param>
/// <param name="Previous">The id of the consent that this one replaces, for a change of purpose, data or recipient, or at 14 years.</param>
/// <param name="RetentionDays">How many days the recipient may keep what it gets, at most 36500; 180 where left out.</param>
/// <param name="AutomatedDecision">Whether it feeds a decision without a human (PIPL art. 24).</param>
/// <param name="Necessary">Whether what is applied for cannot be had without it.</param>
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
    string? Evidence = null,
    string? Language = null,
    string? Channel = null,
    GuardianRequest? Guardian = null,
    string? Previous = null,
    [property: Range(0, ConsentUse.LongestRetentionDays)] int? RetentionDays = null,
    bool AutomatedDecision = false,
    bool Necessary = false);

/// <summary>Who decides for a child under 14.</summary>
/// <param name="Relation">For example <c>parent</c>.</param>
/// <param name="Evidence">Where the evidence of guardianship is; no personal value.</param>
public sealed record GuardianRequest(string? Relation, string? Evidence);
