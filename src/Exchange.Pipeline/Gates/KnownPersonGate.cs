using Exchange.Federation.Authorization;
using Exchange.GraphQL.Values;
using Exchange.Policy.Decisions;
using Exchange.Policy.People;

namespace Exchange.Pipeline.Gates;

/// <summary>
/// Passes for persons whom public-security knows. Stands where a look-up is not limited to a region; the reason is the one of a foreign
/// region, so that both answers are the same. A link can lead to a key that is nobody's number: such a record could not be named in the
/// access record, so nobody is there.
/// </summary>
internal sealed class KnownPersonGate : IGate
{
    public int Reason => (int)ReasonCode.OutsideJurisdiction;

    public IReadOnlyList<string> Facts => [SubjectFacts.Exists];

    public bool Passes(in GateSubject subject) =>
        PersonKey.TryFromCitizenNo(subject.Key, out _)
        && subject.Facts is not null
        && subject.Facts.TryGet(SubjectFacts.Exists, out var exists)
        && exists.Kind == DatumKind.Boolean
        && exists.AsBoolean();
}
