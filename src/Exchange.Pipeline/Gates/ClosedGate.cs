using Exchange.Federation.Authorization;
using Exchange.Policy.Decisions;

namespace Exchange.Pipeline.Gates;

/// <summary>Never passes: stands for a condition that cannot be asked.</summary>
internal sealed class ClosedGate : IGate
{
    public int Reason => (int)ReasonCode.NotPermitted;

    public IReadOnlyList<string> Facts => [];

    public bool Passes(in GateSubject subject) => false;
}
