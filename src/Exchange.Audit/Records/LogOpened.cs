namespace Exchange.Audit.Records;

/// <summary>The hub took the log up. The writer appends it before it accepts any other entry.</summary>
public sealed record LogOpened : AuditEntry
{
    /// <inheritdoc/>
    public override EntryKind Kind => EntryKind.LogOpened;

    /// <summary>The hub's version.</summary>
    public required string HubVersion { get; init; }

    /// <summary>Which hub of those that share the store writes this log; null in logs of releases that knew of one only.</summary>
    public string? Replica { get; init; }

    /// <summary>Bytes of an unfinished, never acknowledged frame that were cut off; 0 after a clean close.</summary>
    public long DiscardedBytes { get; init; }

    /// <summary>Lower-case hex SHA-256 of the bytes that were cut off; null where none were.</summary>
    public string? DiscardedHash { get; init; }
}

/// <summary>The hub laid the log down in good order. The writer appends it last.</summary>
public sealed record LogClosed : AuditEntry
{
    /// <inheritdoc/>
    public override EntryKind Kind => EntryKind.LogClosed;
}
