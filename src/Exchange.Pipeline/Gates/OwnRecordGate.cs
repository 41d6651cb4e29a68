using Exchange.Federation.Authorization;
using Exchange.Policy.Decisions;
using Exchange.Policy.People;

namespace Exchange.Pipeline.Gates;

/// <summary>Passes for the record of the person who asks: one's own data (PIPL art. 45).</summary>
internal sealed class OwnRecordGate : IGate
{
    public int Reason => (int)ReasonCode.NotPermitted;

    public IReadOnlyList<string> Facts => [];

    public string Condition => ConditionNames.OwnRecord;

    public bool Passes(in GateSubject subject) =>
        subject.Type == SubjectFacts.PersonType
        && GateRequest.Of(in subject)?.Own is { } own
        && PersonKey.TryFromCitizenNo(subject.Key, out var person)
        && person == own;
}
