using System.Globalization;
using Exchange.Federation.Authorization;
using Exchange.GraphQL.Values;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.People;

namespace Exchange.Pipeline.Gates;

/// <summary>
/// Passes for persons who have reached an age by the city's calendar: not minors (18; Civil Code art. 17), not children (14; PIPL art. 31). A birth date
/// that is missing, or none, counts as that of a child.
/// </summary>
internal sealed class AgeGate(RecordState state, TimeSpan utcOffset) : IGate
{
    private const string DateForm = "yyyy-MM-dd";

    public int Reason => (int)ReasonCode.NotPermitted;

    // WHY: of a person elsewhere, or whom nobody knows, the reason must not tell whether she is a child.
    public int Precedence => (int)ReasonCode.OutsideJurisdiction;

    public IReadOnlyList<string> Facts => [SubjectFacts.BirthDate];

    public string Condition => ConditionNames.NotInState(state);

    private int Years => state == RecordState.Child ? 14 : 18;

    public bool Passes(in GateSubject subject) =>
        subject.Type == SubjectFacts.PersonType
        && subject.Facts is not null
        && subject.Facts.TryGet(SubjectFacts.BirthDate, out var birthDate)
        && birthDate.Kind == DatumKind.String
        && DateOnly.TryParseExact(birthDate.AsString(), DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var born)
        && Birthday.Of(born, Years) <= DateOnly.FromDateTime(subject.Now.ToOffset(utcOffset).DateTime);
}
