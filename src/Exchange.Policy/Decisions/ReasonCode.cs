namespace Exchange.Policy.Decisions;

/// <summary>
/// Why a cell is withheld, in order of precedence: of several reasons that one rule gives, the first is told, so that nobody learns of a consent
/// that the request could not have used.
/// </summary>
public enum ReasonCode
{
    /// <summary>Not withheld.</summary>
    None = 0,

    /// <summary>No rule opens the field to this caller.</summary>
    NotPermitted = 1,

    /// <summary>The field is not unconditional and the request names no purpose.</summary>
    PurposeRequired = 2,

    /// <summary>The purpose is unknown or the client is not registered for it.</summary>
    PurposeNotRegistered = 3,

    /// <summary>The purpose is refused for ever.</summary>
    PurposeRefused = 4,

    /// <summary>A rule needs a case number and the request has none, or not a well-formed one.</summary>
    CaseRequired = 5,

    /// <summary>A rule needs a declared emergency.</summary>
    EmergencyRequired = 6,

    /// <summary>The record is outside the caller's region, or there is none of that identifier.</summary>
    OutsideJurisdiction = 7,

    /// <summary>The person has not consented, has withdrawn, or the consent has expired.</summary>
    ConsentMissing = 8,

    /// <summary>There is nothing that may be given here.</summary>
    NotAvailable = 9,

    /// <summary>A statistical cell below its smallest count.</summary>
    SmallCell = 10,

    /// <summary>The client has read as many people as its budget allows.</summary>
    BudgetExceeded = 11,

    /// <summary>The owning department could not be asked or did not answer.</summary>
    SourceUnavailable = 12,

    /// <summary>The owning department delivered something the data standard refuses.</summary>
    InvalidSourceData = 13,
}

/// <summary>The published spelling of reasons.</summary>
public static class ReasonCodes
{
    private static readonly string[] Names =
    [
        "NONE", "NOT_PERMITTED", "PURPOSE_REQUIRED", "PURPOSE_NOT_REGISTERED", "PURPOSE_REFUSED", "CASE_REQUIRED", "EMERGENCY_REQUIRED",
        "OUTSIDE_JURISDICTION", "CONSENT_MISSING", "NOT_AVAILABLE", "SMALL_CELL", "BUDGET_EXCEEDED", "SOURCE_UNAVAILABLE", "INVALID_SOURCE_DATA",
    ];

    /// <summary>The code as it stands in <c>extensions.exchange</c>, for example <c>CONSENT_MISSING</c>.</summary>
    public static string Code(this ReasonCode reason) => Names[(int)reason];

    /// <summary>The reason of a published code; <see cref="ReasonCode.None"/> for any other text.</summary>
    public static ReasonCode Find(string? code) => (ReasonCode)Math.Max(0, Array.IndexOf(Names, code));
}
