using Exchange.Federation.Authorization;
using Exchange.GraphQL.Values;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;

namespace Exchange.Pipeline.Gates;

/// <summary>
/// Passes for persons whose address is not protected. As a cut of what reveals where they live it never changes a request, it drops what arrived; as
/// the condition of a rule it is asked before. A fact that is missing counts as protected.
/// </summary>
internal sealed class UnprotectedGate : IGate
{
    public int Reason => (int)ReasonCode.NotAvailable;

    public IReadOnlyList<string> Facts => [SubjectFacts.Protected];

    public string Condition => ConditionNames.NotInState(RecordState.Protected);

    public bool Passes(in GateSubject subject) =>
        subject.Facts is not null
        && subject.Facts.TryGet(SubjectFacts.Protected, out var isProtected)
        && isProtected.Kind == DatumKind.Boolean
        && !isProtected.AsBoolean();
}
