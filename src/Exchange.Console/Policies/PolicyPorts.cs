using Exchange.Audit.Writing;
using Exchange.Consent.Replicas;
using Exchange.Pipeline;
using Exchange.Policy.Documents;
using Exchange.Policy.Findings;
using Exchange.Policy.Simulation;
using Exchange.Storage.Stores;

namespace Exchange.Console.Policies;

/// <summary>Reads the recorded accesses since an instant; within bounds, so that the oldest may be missing.</summary>
public delegate Task<AccessesRead> RecordedAccessReading(DateTimeOffset since, CancellationToken cancellation);

/// <summary>Recorded accesses.</summary>
/// <param name="Accesses">The accesses, oldest first.</param>
/// <param name="Since">Since when none is missing.</param>
/// <param name="IsCut">Whether that is later than was asked, for there are too many to read them all.</param>
public sealed record AccessesRead(IReadOnlyList<RecordedAccess> Accesses, DateTimeOffset Since, bool IsCut);

/// <summary>What publishing policies and pulling brakes work on; given by the composition root.</summary>
public sealed record PolicyPorts
{
    /// <summary>The drafts.</summary>
    public required PolicyDraftStore Drafts { get; init; }

    /// <summary>The published versions.</summary>
    public required PolicyVersionStore Versions { get; init; }

    /// <summary>The brakes.</summary>
    public required BrakeStore Brakes { get; init; }

    /// <summary>The records that the log is owed.</summary>
    public required OwedRecordStore Owed { get; init; }

    /// <summary>The access log.</summary>
    public required IAccessLog Log { get; init; }

    /// <summary>What is in force on this hub.</summary>
    public required CurrentSnapshot Snapshot { get; init; }

    /// <summary>The hubs that share the store.</summary>
    public required IReplicas Replicas { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Puts in force on this hub what the store has now: the last version, and the brakes.</summary>
    public required Func<CancellationToken, Task> FollowAsync { get; init; }

    /// <summary>When the last policies were published that the access log has and the store lacks; null where it lacks none.</summary>
    public Func<DateTimeOffset?> LackingSince { get; init; } = static () => null;

    /// <summary>Judges trusted documents by the graph, with their places.</summary>
    public Func<IReadOnlyList<TrustedDocument>, IReadOnlyList<Finding>> CheckTrusted { get; init; } = static _ => [];

    /// <summary>What drafts are simulated on.</summary>
    public RecordedAccessReading Accesses { get; init; } =
        static (since, _) => Task.FromResult(new AccessesRead([], since, IsCut: false));
}
