using Exchange.Console.Vocabularies;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Explanations;

namespace Exchange.Console.Decisions;

/// <summary>Who decided what on one field for one caller class, and why.</summary>
/// <param name="Coordinate">The field.</param>
/// <param name="Effect"><c>open</c> or <c>withheld</c>.</param>
/// <param name="Reason">The reason code; null when it is open.</param>
/// <param name="Level">The highest level; <c>none</c> when withheld.</param>
/// <param name="Rule">The rule that opens it furthest, or that came furthest; null when none concerns the caller.</param>
/// <param name="Basis">That rule's legal basis.</param>
/// <param name="Article">That rule's article of law.</param>
/// <param name="Restriction">The restriction that caps it for every record.</param>
/// <param name="Owner">The department that owns the field; null for an unknown field.</param>
/// <param name="Request">Where to ask for access.</param>
/// <param name="Openings">The ways in which it is open, best first.</param>
/// <param name="Notes">What else bears on it: times, obligations, joins, guards.</param>
/// <param name="Sentence">All of it in one sentence.</param>
public sealed record ExplanationView(
    string Coordinate,
    string Effect,
    string? Reason,
    string Level,
    string? Rule,
    string? Basis,
    string? Article,
    string? Restriction,
    string? Owner,
    TitleView? Request,
    IReadOnlyList<OpeningView> Openings,
    IReadOnlyList<NoteView> Notes,
    string Sentence)
{
    /// <summary>The view of an explanation.</summary>
    public static ExplanationView Of(Explanation explanation) => new(
        explanation.Coordinate.Value,
        explanation.Effect == Policy.Explanations.Effect.Open ? "open" : "withheld",
        explanation.Reason == ReasonCode.None ? null : explanation.Reason.Code(),
        explanation.Level,
        explanation.Rule,
        explanation.Basis,
        explanation.Article,
        explanation.Restriction,
        explanation.Owner?.Value,
        explanation.Request is { } request ? TitleView.Of(request) : null,
        [.. explanation.Openings.Select(OpeningView.Of)],
        [.. explanation.Notes.Select(note => new NoteView(note.Kind.ToString().ToLowerInvariant(), note.Id, note.Text))],
        explanation.Sentence);
}

/// <summary>One way in which a field is open.</summary>
/// <param name="Level">The position on the field's ladder.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Basis">The legal basis.</param>
/// <param name="Article">The article of law.</param>
/// <param name="Conditions">What each record has to meet.</param>
/// <param name="Joins">What the hub may read, and tell to the department that answers.</param>
/// <param name="Obligations">What follows from reading it; null for nothing.</param>
public sealed record OpeningView(
    int Level,
    string Rule,
    string Basis,
    string? Article,
    IReadOnlyList<ConditionView> Conditions,
    IReadOnlyList<string> Joins,
    ObligationsView? Obligations)
{
    internal static OpeningView Of(Opening opening) => new(
        opening.Level,
        opening.Rule,
        opening.Basis,
        opening.Article,
        [.. opening.Conditions.Select(ConditionView.Of)],
        [.. opening.Joins.Select(joined => joined.Value)],
        opening.Obligations == Policy.Documents.Obligations.None ? null : ObligationsView.Of(opening.Obligations));
}

/// <summary>A condition on the record, in the words of the policy documents.</summary>
/// <param name="Kind">Its key, for example <c>sameRegion</c>.</param>
/// <param name="Value">The scope, field, state or hours it names; null where it names nothing.</param>
public sealed record ConditionView(string Kind, string? Value)
{
    internal static ConditionView Of(RecordCondition condition) => condition switch
    {
        ConsentCondition consent => new ConditionView("consent", consent.Scope),
        CallerDepartmentCondition department => new ConditionView("callerDepartment", department.Field.Value),
        NotInStateCondition state => new ConditionView("notInState", state.State.ToString().ToLowerInvariant()),
        HoursCondition hours => new ConditionView("hours", $"{hours.Hours.From:HH\\:mm}-{hours.Hours.Until:HH\\:mm}"),
        SameRegionCondition => new ConditionView("sameRegion", null),
        OwnRecordCondition => new ConditionView("ownRecord", null),
        CaseSubjectCondition => new ConditionView("caseSubject", null),
        OnePlaceCondition => new ConditionView("onePlace", null),
        _ => new ConditionView("unknown", null),
    };
}

/// <summary>What follows from reading a field.</summary>
/// <param name="NotifyPerson">Whether the person is told.</param>
/// <param name="ReviewWithinHours">Within how many hours a second person looks at the access.</param>
/// <param name="KeepDays">After how many days the reader deletes it.</param>
public sealed record ObligationsView(bool NotifyPerson, int? ReviewWithinHours, int? KeepDays)
{
    internal static ObligationsView Of(Obligations obligations) =>
        new(obligations.NotifyPerson, obligations.ReviewWithinHours, obligations.KeepDays);
}

/// <summary>Something that bears on a field besides the rules that open it.</summary>
/// <param name="Kind">
/// <c>validity</c>, <c>hours</c>, <c>obligation</c>, <c>join</c>, <c>requirement</c>, <c>threshold</c>, <c>budget</c> or <c>combination</c>.
/// </param>
/// <param name="Id">The rule, restriction or guard; of a threshold the argument.</param>
/// <param name="Text">One sentence.</param>
public sealed record NoteView(string Kind, string Id, string Text);

/// <summary>A decision explained: by the documents, and for an answer that was given what became of the field in it.</summary>
/// <param name="PolicyVersion">The policy version that decided.</param>
/// <param name="Explanation">What the documents say to the caller class.</param>
/// <param name="Cells">What became of the field in the answer asked about; empty where none was.</param>
public sealed record DecisionView(string PolicyVersion, ExplanationView Explanation, IReadOnlyList<CellView> Cells);

/// <summary>What became of a field for some records of an answer.</summary>
/// <param name="Records">On how many records of the answer.</param>
/// <param name="Level">The level that was given; <c>none</c> where it was withheld.</param>
/// <param name="Rule">The rule that opened it.</param>
/// <param name="Reason">The reason code; null where it was given.</param>
/// <param name="Sentence">Which condition decided, in one sentence.</param>
public sealed record CellView(int Records, string Level, string? Rule, string? Reason, string Sentence);
