using Exchange.Federation.Authorization;
using Exchange.Policy.Decisions;
using Exchange.Policy.People;

namespace Exchange.Pipeline.Gates;

/// <summary>Passes for persons of the request's case. Who they are the case source says; where it names nobody, nobody is.</summary>
internal sealed class CaseSubjectGate : IGate
{
    public int Reason => (int)ReasonCode.NotPermitted;

    public IReadOnlyList<string> Facts => [];

    public string Condition => ConditionNames.CaseSubject;

    public bool Passes(in GateSubject subject) =>
        subject.Type == SubjectFacts.PersonType
        && GateRequest.Of(in subject) is { } request
        && PersonKey.TryFromCitizenNo(subject.Key, out var person)
        && request.CasePersons.Contains(person);
}
