using Exchange.Consent.Replicas;
using Exchange.Federation.Authorization;
using Exchange.Policy.Decisions;

namespace Exchange.Pipeline.Gates;

/// <summary>
/// Passes while this hub holds its lease on the change feed: without one it may have missed a withdrawal. Stands beside every other gate.
/// </summary>
internal sealed class LeaseGate(ReplicaLease lease) : IGate
{
    public int Reason => (int)ReasonCode.SourceUnavailable;

    // WHY before all others: a hub that cannot know what it may tell tells nobody from anybody.
    public int Precedence => 0;

    public IReadOnlyList<string> Facts => [];

    public bool Passes(in GateSubject subject) => lease.IsHeld;
}
