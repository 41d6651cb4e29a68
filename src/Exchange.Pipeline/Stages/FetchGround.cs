using Exchange.Consent;
using Exchange.Consent.Replicas;

namespace Exchange.Pipeline.Stages;

/// <summary>What one run of a plan was decided by and can change under it: the consents, and the lease that vouches for them.</summary>
/// <param name="ConsentVersion">The version of the consents.</param>
/// <param name="Lease">The hub's lease.</param>
/// <param name="IsGated">Whether any gate is asked; without one the lease vouches for nothing in the answer.</param>
internal readonly record struct FetchGround(long ConsentVersion, LeaseView Lease, bool IsGated)
{
    public static FetchGround Now(ConsentIndex consents, ReplicaLease lease, bool isGated) => new(consents.Version, lease.Look(), isGated);

    /// <summary>Whether what was fetched on it may leave now.</summary>
    public bool Holds(ConsentIndex consents, ReplicaLease lease)
    {
        // INVARIANT: the lease first. It is renewed only after what was withdrawn elsewhere is in the index, so whoever is stopped before the
        // first line and goes on with a new lease finds the version grown.
        return (!IsGated || lease.Covers(Lease)) && consents.Version == ConsentVersion;
    }
}
