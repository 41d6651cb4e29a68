namespace Exchange.Audit.Records;

/// <summary>What was done with a brake.</summary>
public enum BrakeAct
{
    /// <summary>It was pulled: what it names is closed from then on.</summary>
    Pulled,

    /// <summary>A first person asked to let it go; it still closes.</summary>
    ReleaseAsked,

    /// <summary>A second person let it go.</summary>
    Released,
}

/// <summary>An owner closed something at once, or let it go. Holds all that it takes to close it again from the log alone.</summary>
public sealed record BrakeEvent : AuditEntry
{
    /// <inheritdoc/>
    public override EntryKind Kind => EntryKind.Brake;

    /// <summary>The brake.</summary>
    public required string BrakeId { get; init; }

    /// <summary>What was done.</summary>
    public required BrakeAct Act { get; init; }

    /// <summary>The account that did it.</summary>
    public required string Actor { get; init; }

    /// <summary>The department whose data it closes; <see cref="RecordedCaller.Hub"/> for everybody's.</summary>
    public required string Owner { get; init; }

    /// <summary>What it closes: <c>field</c>, <c>receiver</c> or <c>everything</c>.</summary>
    public required string Scope { get; init; }

    /// <summary>The coordinate or the receiving department; null for everything.</summary>
    public string? Target { get; init; }
}
