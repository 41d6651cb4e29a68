using System.Text.Json.Serialization;
using Exchange.Console.Access;
using Exchange.Policy.Documents;
using Exchange.Policy.Publishing;

namespace Exchange.Console.Policies;

/// <summary>A draft of policies without its texts.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Owner">The department whose policies alone it changes; null where it changes more.</param>
/// <param name="Base">The version that it changes.</param>
/// <param name="State">How far it is.</param>
/// <param name="IsBehind">Whether another version was published since, so that it has to be rebased.</param>
/// <param name="CreatedBy">Who began it.</param>
/// <param name="ChangedAt">When the last step was.</param>
/// <param name="ApprovedBy">Who approved it.</param>
/// <param name="PublishAt">From when it is to be in force.</param>
/// <param name="PublishedAs">The version it became.</param>
/// <param name="Revision">What <c>If-Match</c> names.</param>
public sealed record PolicyDraftHeading(
    string Id,
    string Title,
    string? Owner,
    int Base,
    [property: JsonConverter(typeof(CamelCaseNames<DraftState>))] DraftState State,
    bool IsBehind,
    string CreatedBy,
    DateTimeOffset ChangedAt,
    string? ApprovedBy,
    DateTimeOffset? PublishAt,
    int? PublishedAs,
    int Revision)
{
    internal static PolicyDraftHeading Of(PolicyDraft draft, int current) => new(
        draft.Id, draft.Title, draft.Owner?.Value, draft.Base, draft.State, draft.IsBehind(current), draft.CreatedBy, draft.ChangedAt,
        draft.ApprovedBy, draft.PublishAt, draft.PublishedAs, draft.Revision);
}

/// <summary>The drafts that were changed last.</summary>
/// <param name="Drafts">Newest first.</param>
public sealed record PolicyDraftsView(IReadOnlyList<PolicyDraftHeading> Drafts);

/// <summary>A draft of policies.</summary>
/// <param name="Draft">What it is.</param>
/// <param name="Documents">The text of each of its documents by path.</param>
/// <param name="Report">What check, tests, comparison and simulation say of exactly this text; null until they ran.</param>
/// <param name="CheckedAt">When they ran.</param>
/// <param name="Steps">Every step, oldest first.</param>
public sealed record PolicyDraftView(
    PolicyDraftHeading Draft,
    IReadOnlyDictionary<string, string> Documents,
    DraftReportView? Report,
    DateTimeOffset? CheckedAt,
    IReadOnlyList<DraftStepView> Steps)
{
    internal static PolicyDraftView Of(PolicyDraft draft, int current) => new(
        PolicyDraftHeading.Of(draft, current),
        PolicyText.Split(draft.Document),
        DraftReportView.Read(draft.Report?.Detail),
        draft.Report?.At,
        [.. draft.Steps.Select(step => new DraftStepView(step.Act, step.By, step.At, step.Note))]);
}

/// <summary>A step of a draft.</summary>
/// <param name="Act">What was done.</param>
/// <param name="By">By whom.</param>
/// <param name="At">When.</param>
/// <param name="Note">Why, where a reason was given.</param>
public sealed record DraftStepView([property: JsonConverter(typeof(CamelCaseNames<DraftAct>))] DraftAct Act, string By, DateTimeOffset At, string? Note);

/// <summary>A new draft.</summary>
/// <param name="Title">What it is for.</param>
/// <param name="Base">The version that it changes; left out, the one in force.</param>
/// <param name="Documents">Documents with another text than there, by path; null removes one.</param>
public sealed record NewDraftRequest(string? Title, int? Base, IReadOnlyDictionary<string, string?>? Documents);

/// <summary>Documents of a draft.</summary>
/// <param name="Documents">The texts that are replaced, by path; null removes one.</param>
public sealed record DraftDocumentsRequest(IReadOnlyDictionary<string, string?>? Documents);

/// <summary>An approval.</summary>
/// <param name="PublishAt">From when the draft is to be in force; left out, it is published when somebody does.</param>
public sealed record ApprovalRequest(DateTimeOffset? PublishAt);

/// <summary>A rejection.</summary>
/// <param name="Reason">Why.</param>
public sealed record RejectionRequest(string? Reason);
