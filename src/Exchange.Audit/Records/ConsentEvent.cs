namespace Exchange.Audit.Records;

/// <summary>The transition of a consent.</summary>
public enum ConsentTransition
{
    /// <summary>The person, or the guardian, gave it.</summary>
    Given,

    /// <summary>The person, or the guardian, withdrew it.</summary>
    Withdrawn,

    /// <summary>Its validity ended.</summary>
    Expired,

    /// <summary>The person said no.</summary>
    Refused,

    /// <summary>A request was never answered.</summary>
    Lapsed,

    /// <summary>Out of force for a while.</summary>
    Suspended,

    /// <summary>In force again.</summary>
    Resumed,

    /// <summary>Replaced by a newer one.</summary>
    Superseded,

    /// <summary>Found never to have been valid.</summary>
    Invalidated,

    /// <summary>An officer asked that it be in force again; it is not until a second one agrees.</summary>
    ResumeAsked,

    /// <summary>It was entered and waits for a second person; it counts for nothing until then.</summary>
    Requested,
}

/// <summary>A consent changed its state. Names the consent, never the person.</summary>
public sealed record ConsentEvent : AuditEntry
{
    /// <inheritdoc/>
    public override EntryKind Kind => EntryKind.Consent;

    /// <summary>The consent's id.</summary>
    public required string ConsentId { get; init; }

    /// <summary>What happened to it.</summary>
    public required ConsentTransition Transition { get; init; }

    /// <summary>Who did it: a client, an account or a person's opaque block.</summary>
    public required string Actor { get; init; }
}
