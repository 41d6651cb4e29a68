using Exchange.Federation.Authorization;
using Exchange.Policy.Decisions;

namespace Exchange.Pipeline.Gates;

/// <summary>
/// A gate that is asked of somebody whom a look-up names: where it closes (she has not agreed, she is in a state) the answer is the one for a number that
/// nobody has, or whoever sweeps numbers would learn who is there and what holds of them.
/// </summary>
internal sealed class NamedPersonGate(IGate gate) : IGate
{
    public int Reason => (int)ReasonCode.OutsideJurisdiction;

    // WHY after all others: while nobody can tell who is there, who has agreed would be told apart from who is nobody.
    public int Precedence => int.MaxValue - 1;

    public IReadOnlyList<string> Facts => gate.Facts;

    public string? Condition => gate.Condition;

    public bool Passes(in GateSubject subject) => gate.Passes(in subject);
}
