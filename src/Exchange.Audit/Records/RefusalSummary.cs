namespace Exchange.Audit.Records;

/// <summary>
/// Unauthenticated requests that were refused within one minute from one source. Summed, so that a stranger cannot fill the disk with
/// records. <see cref="AuditEntry.Time"/> is when the summary was made.
/// </summary>
public sealed record RefusalSummary : AuditEntry
{
    /// <inheritdoc/>
    public override EntryKind Kind => EntryKind.RefusalSummary;

    /// <summary>The minute that was summed.</summary>
    public required DateTimeOffset Minute { get; init; }

    /// <summary>Lower-case hex HMAC of the source address.</summary>
    public required string SourceHash { get; init; }

    /// <summary>How many were refused, by error code.</summary>
    public required IReadOnlyList<RefusalCount> Counts { get; init; }
}

/// <summary>Refusals with one error code.</summary>
/// <param name="ErrorCode">The stable error code.</param>
/// <param name="Requests">How many requests.</param>
public sealed record RefusalCount(string ErrorCode, long Requests);
