namespace Exchange.Audit.Records;

/// <summary>A step of the reversal of a pseudonym.</summary>
public enum ReversalAct
{
    /// <summary>Somebody asked whose pseudonym it is.</summary>
    Asked,

    /// <summary>Somebody asked about a text that is no pseudonym of that department; nothing came of it.</summary>
    Unknown,

    /// <summary>A second person granted it.</summary>
    Granted,

    /// <summary>A second person refused it.</summary>
    Refused,

    /// <summary>The one who asked read the number.</summary>
    Read,
}

/// <summary>A step of the reversal of a pseudonym. Names the person by the store's pseudonym, never by a number.</summary>
public sealed record ReversalEvent : AuditEntry
{
    /// <inheritdoc/>
    public override EntryKind Kind => EntryKind.Reversal;

    /// <summary>The reversal's id.</summary>
    public required string ReversalId { get; init; }

    /// <summary>What was done.</summary>
    public required ReversalAct Act { get; init; }

    /// <summary>The account that did it.</summary>
    public required string Actor { get; init; }

    /// <summary>The department whose pseudonym it is.</summary>
    public required string Department { get; init; }

    /// <summary>The purpose for which the number is needed.</summary>
    public required string Purpose { get; init; }

    /// <summary>The case in which it is needed; null for none.</summary>
    public string? CaseNumber { get; init; }

    /// <summary>The person's opaque block, base64url, under the store's own key; null where the text named nobody.</summary>
    public string? Subject { get; init; }
}
