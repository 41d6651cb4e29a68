namespace Exchange.Audit.Verification;

/// <summary>What the verifier saw of a log, read from its files alone.</summary>
public sealed record VerificationReport
{
    /// <summary>Entries found, damaged ones included.</summary>
    public required long Entries { get; init; }

    /// <summary>Segment files found.</summary>
    public required int Segments { get; init; }

    /// <summary>Time of the first sound entry; null where there is none.</summary>
    public DateTimeOffset? FirstTime { get; init; }

    /// <summary>Time of the last sound entry; null where there is none.</summary>
    public DateTimeOffset? LastTime { get; init; }

    /// <summary>The chain's hash over the last entry, lower-case hex; null where there is none.</summary>
    public string? HeadHash { get; init; }

    /// <summary>Whether a hub held the log while it was verified.</summary>
    public required bool InUse { get; init; }

    /// <summary>Everything that is worth telling, in the order of the log.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Whether the chain is whole: no finding is worse than informational.</summary>
    public bool IsWhole => Findings.All(finding => finding.Severity == FindingSeverity.Information);
}

/// <summary>How bad a finding is.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing; the chain is whole all the same.</summary>
    Information,

    /// <summary>The files are not what the hub wrote.</summary>
    Damage,
}

/// <summary>One place where the files differ from what the hub wrote, or that is worth knowing.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="File">The file's name in the log's folder.</param>
/// <param name="Sequence">The number of the record it concerns, or of the first one behind it; null where it concerns no record.</param>
/// <param name="Offset">Byte offset in the file.</param>
/// <param name="Problem">What is wrong, in one sentence.</param>
public sealed record Finding(FindingSeverity Severity, string File, long? Sequence, long Offset, string Problem)
{
    /// <summary>One line for a terminal.</summary>
    public override string ToString() =>
        Sequence is { } sequence ? $"{File}: record {sequence}, byte {Offset}: {Problem}" : $"{File}: byte {Offset}: {Problem}";
}
