namespace Exchange.Audit.Records;

/// <summary>Another policy version came into force.</summary>
public sealed record PolicyPublished : AuditEntry
{
    /// <inheritdoc/>
    public override EntryKind Kind => EntryKind.PolicyPublished;

    /// <summary>The version now in force.</summary>
    public required string PolicyVersion { get; init; }

    /// <summary>The version it replaced; null for the first.</summary>
    public string? PreviousVersion { get; init; }

    /// <summary>Lower-case hex SHA-256 of the policy documents as published.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The account that published, or the command that loaded the first version.</summary>
    public required string PublishedBy { get; init; }

    /// <summary>The second account, which approved; null where none was needed.</summary>
    public string? ApprovedBy { get; init; }

    /// <summary>The draft that it was; null for one that was published without a draft.</summary>
    public string? DraftId { get; init; }
}
