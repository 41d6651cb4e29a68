using Exchange.Consent;
using Exchange.Federation.Authorization;
using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.People;

namespace Exchange.Pipeline.Gates;

/// <summary>
/// Passes for persons whose consent of this scope, to this department, for this purpose is in force. Asks the index, never a store.
/// </summary>
internal sealed class ConsentGate(ConsentIndex index, DepartmentId recipient, string purpose, string scope) : IGate
{
    private readonly ConsentQuestion _question = index.Ask(recipient, purpose, scope);

    public int Reason => (int)ReasonCode.ConsentMissing;

    public IReadOnlyList<string> Facts => [];

    public string Condition => ConditionNames.Consent(scope);

    public bool Passes(in GateSubject subject) =>
        subject.Type == SubjectFacts.PersonType
        && PersonKey.TryFromCitizenNo(subject.Key, out var person)
        && _question.Allows(person, subject.Now);
}
