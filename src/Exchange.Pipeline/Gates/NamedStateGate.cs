using Exchange.Federation.Authorization;
using Exchange.Policy.Decisions;

namespace Exchange.Pipeline.Gates;

/// <summary>
/// The gate of a state, asked of somebody whom a look-up names: where she is in that state the answer is the one for a number that nobody has, or whoever
/// sweeps numbers would learn who is there and in which state.
/// </summary>
internal sealed class NamedStateGate(IGate state) : IGate
{
    public int Reason => (int)ReasonCode.OutsideJurisdiction;

    public IReadOnlyList<string> Facts => state.Facts;

    public string? Condition => state.Condition;

    public bool Passes(in GateSubject subject) => state.Passes(in subject);
}
