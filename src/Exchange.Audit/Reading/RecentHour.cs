namespace Exchange.Audit.Reading;

/// <summary>What happened in the last sixty minutes, counted; the answer of <see cref="RecentAccess.Read"/>. Immutable.</summary>
public sealed record RecentHour
{
    /// <summary>The beginning of the first bucket.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Requests of known callers.</summary>
    public required int Requests { get; init; }

    /// <summary>Those that were answered, however much was withheld.</summary>
    public required int Answered { get; init; }

    /// <summary>Those that were turned away.</summary>
    public required int Refused { get; init; }

    /// <summary>Those that the hub failed to answer.</summary>
    public required int Failed { get; init; }

    /// <summary>Requests in each five minutes from <see cref="From"/>, twelve of them.</summary>
    public required IReadOnlyList<int> Buckets { get; init; }

    /// <summary>What was withheld, the most frequent reason first.</summary>
    public required IReadOnlyList<ReasonSum> Withheld { get; init; }

    /// <summary>The last requests, newest first, at most <see cref="RecentAccess.KeptRows"/>.</summary>
    public required IReadOnlyList<AccessSummary> Last { get; init; }
}

/// <summary>How often something was withheld for one reason.</summary>
/// <param name="Reason">The published reason code.</param>
/// <param name="Records">On how many records of answers.</param>
/// <param name="Requests">In how many requests.</param>
public sealed record ReasonSum(string Reason, long Records, int Requests);

/// <summary>How a department answered when it was last asked.</summary>
/// <param name="Department">The department.</param>
/// <param name="State">The state as recorded.</param>
/// <param name="DataAsOf">The age of what it delivered; null when live or when nothing came.</param>
/// <param name="At">When it was asked.</param>
public sealed record SourceSighting(string Department, string State, DateTimeOffset? DataAsOf, DateTimeOffset At);
