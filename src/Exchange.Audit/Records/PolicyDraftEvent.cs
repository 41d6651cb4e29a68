namespace Exchange.Audit.Records;

/// <summary>What was done with a draft of policies.</summary>
public enum PolicyDraftAct
{
    /// <summary>It was begun.</summary>
    Created,

    /// <summary>Its text was changed.</summary>
    Changed,

    /// <summary>Check, tests, comparison and simulation ran on its text.</summary>
    Checked,

    /// <summary>A second person was asked for.</summary>
    Submitted,

    /// <summary>The second person agreed.</summary>
    Approved,

    /// <summary>Somebody said no.</summary>
    Rejected,

    /// <summary>It was put on the version in force.</summary>
    Rebased,

    /// <summary>Its time came, and it stood on a version that was no longer in force.</summary>
    Outdated,

    /// <summary>It was thrown away.</summary>
    Deleted,
}

/// <summary>
/// A step of a draft of policies before it becomes a version (<see cref="PolicyPublished"/>). What the draft says is in the store; the hash tells which
/// text the step was about.
/// </summary>
public sealed record PolicyDraftEvent : AuditEntry
{
    /// <inheritdoc/>
    public override EntryKind Kind => EntryKind.PolicyDraft;

    /// <summary>The draft.</summary>
    public required string DraftId { get; init; }

    /// <summary>What was done.</summary>
    public required PolicyDraftAct Act { get; init; }

    /// <summary>The account that did it, or the hub's name for what is due at a chosen time.</summary>
    public required string Actor { get; init; }

    /// <summary>The department whose policies alone it changes; null where it changes more.</summary>
    public string? Owner { get; init; }

    /// <summary>The version that it changes.</summary>
    public required string BaseVersion { get; init; }

    /// <summary>Lower-case hex SHA-256 of its documents.</summary>
    public required string ContentHash { get; init; }

    /// <summary>From when it is to be in force; null where no time was chosen.</summary>
    public DateTimeOffset? PublishAt { get; init; }
}
