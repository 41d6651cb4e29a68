namespace Exchange.Audit.Records;

/// <summary>How a request ended.</summary>
public enum AccessOutcome
{
    /// <summary>An answer left the hub, however much of it was withheld.</summary>
    Answered,

    /// <summary>The request was turned away before anything was disclosed.</summary>
    Refused,

    /// <summary>The hub failed while answering; nothing was disclosed.</summary>
    Failed,
}

/// <summary>
/// The record of one request: who asked, for what purpose, what left the hub about whom, and which departments were asked.
/// </summary>
public sealed record AccessRecord : AuditEntry
{
    /// <inheritdoc/>
    public override EntryKind Kind => EntryKind.Access;

    /// <summary>The UUIDv7 text of the response header <c>Exchange-Access-Id</c>.</summary>
    public required string AccessId { get; init; }

    /// <summary>Who asked.</summary>
    public required RecordedCaller Caller { get; init; }

    /// <summary>Lower-case hex HMAC-SHA-256 of the document with its literals stripped; null where no document could be read.</summary>
    public string? OperationHash { get; init; }

    /// <summary>The operation's name in the document.</summary>
    public string? OperationName { get; init; }

    /// <summary>The policy version that decided.</summary>
    public required string PolicyVersion { get; init; }

    /// <summary>How the request ended.</summary>
    public required AccessOutcome Outcome { get; init; }

    /// <summary>The stable error code of a refused or failed request.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>What was disclosed, reduced or withheld, grouped by the persons it concerns.</summary>
    public IReadOnlyList<DisclosureGroup> Disclosures { get; init; } = [];

    /// <summary>The departments that were asked.</summary>
    public IReadOnlyList<SourceAccess> Sources { get; init; } = [];
}
