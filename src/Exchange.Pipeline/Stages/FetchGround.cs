using Exchange.Consent;
using Exchange.Consent.Replicas;
using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Planning;
using Exchange.Policy;
using Exchange.Policy.Decisions;

namespace Exchange.Pipeline.Stages;

/// <summary>What changed under an answer that was under way.</summary>
internal enum GroundChange : byte
{
    /// <summary>Nothing: it may leave.</summary>
    None,

    /// <summary>The hub lost its lease, so that nobody knows what else changed.</summary>
    LeaseLost,

    /// <summary>A consent was withdrawn, refused or put on hold.</summary>
    ConsentChanged,

    /// <summary>A brake was pulled.</summary>
    DataClosed,
}

/// <summary>
/// What one run of a plan was decided by and can change under it: the consents, the brakes, and the lease that vouches for both.
/// </summary>
/// <param name="Snapshot">The policies, under the brakes that were known.</param>
/// <param name="ConsentVersion">The version of the consents.</param>
/// <param name="Lease">The hub's lease.</param>
/// <param name="IsGated">Whether any gate is asked.</param>
/// <param name="IsUngated">Whether anything that is not unconditional is read without a gate; only the lease tells that no brake closes it.</param>
internal readonly record struct FetchGround(HubSnapshot Snapshot, long ConsentVersion, LeaseView Lease, bool IsGated, bool IsUngated)
{
    // What is open to everybody, and keys that say no more than that their object is there.
    private static readonly string[] Unconditional = [DecisionTable.Unconditional, DecisionTable.WithObject];

    public static FetchGround Now(HubSnapshot snapshot, ConsentIndex consents, ReplicaLease lease, QueryPlan plan) => new(
        snapshot,
        consents.Version,
        lease.Look(),
        plan.IsGated,
        plan.Grants.Fields.Any(grant => grant.Alternatives.Any(way => way.Gates == 0 && !Unconditional.Contains(way.Rule)) || IsOrdered(snapshot, grant)));

    // WHY: the order and the filters of a list read as well, whatever is selected of its rows.
    private static bool IsOrdered(HubSnapshot snapshot, FieldGrant grant) => grant.List?.Readings.Values.Any(reading =>
        reading.Scope != ReadingScope.Closed
        && !(snapshot.Standard.TryField(new Coordinate(reading.Coordinate), out var field) && field.IsOpenUnruled)) == true;

    /// <summary>Why what was fetched on it may not leave now; <see cref="GroundChange.None"/> where it may.</summary>
    public GroundChange ChangeSince(CurrentSnapshot current, ConsentIndex consents, ReplicaLease lease)
    {
        // INVARIANT: the lease first. It is renewed only after what was withdrawn or closed elsewhere is known here, so whoever is stopped before
        // the first line and goes on with a new lease finds the version grown, or the brake.
        return (IsUngated && !lease.IsHeld) || (IsGated && !lease.Covers(Lease)) ? GroundChange.LeaseLost
            : consents.Version != ConsentVersion ? GroundChange.ConsentChanged
            : current.IsBraked(Snapshot) ? GroundChange.DataClosed
            : GroundChange.None;
    }
}
