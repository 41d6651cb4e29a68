using Exchange.Federation.Authorization;
using Exchange.GraphQL.Values;
using Exchange.Policy.Decisions;

namespace Exchange.Pipeline.Gates;

/// <summary>
/// Passes for persons whom public-security knows. Stands where a look-up is not limited to a region; the reason is the one of a foreign
/// region, so that both answers are the same.
/// </summary>
internal sealed class KnownPersonGate : IGate
{
    public int Reason => (int)ReasonCode.OutsideJurisdiction;

    public IReadOnlyList<string> Facts => [SubjectFacts.Exists];

    public bool Passes(in GateSubject subject) =>
        subject.Facts is not null
        && subject.Facts.TryGet(SubjectFacts.Exists, out var exists)
        && exists.Kind == DatumKind.Boolean
        && exists.AsBoolean();
}
