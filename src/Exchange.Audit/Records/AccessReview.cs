namespace Exchange.Audit.Records;

/// <summary>What a second person found of an access.</summary>
public enum ReviewOutcome
{
    /// <summary>It was as the law and the rule want it.</summary>
    Justified,

    /// <summary>It was not.</summary>
    Unjustified,
}

/// <summary>A second person looked at an access, as the rule that opened it demands. Names the access and an account, never a person.</summary>
public sealed record AccessReview : AuditEntry
{
    /// <inheritdoc/>
    public override EntryKind Kind => EntryKind.Review;

    /// <summary>The id of the access record.</summary>
    public required string AccessId { get; init; }

    /// <summary>Who looked at it: an account.</summary>
    public required string Reviewer { get; init; }

    /// <summary>What was found.</summary>
    public required ReviewOutcome Outcome { get; init; }
}
