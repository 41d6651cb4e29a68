namespace Exchange.Audit.Records;

/// <summary>The texts that stand for enumerated values in an encoded entry. Part of the format: never change one.</summary>
internal static class EntryNames
{
    private static readonly string[] Kinds =
    [
        "access", "consent", "policy-published", "refusal-summary", "log-opened", "log-closed", "account",
        "policy-draft", "brake", "reversal", "review",
    ];

    private static readonly string[] Outcomes = ["answered", "refused", "failed"];
    private static readonly string[] Cells = ["disclosed", "reduced", "withheld", "fetched-to-decide", "fetched-to-join"];
    private static readonly string[] Transitions =
    [
        "given", "withdrawn", "expired", "refused", "lapsed", "suspended", "resumed", "superseded", "invalidated", "resume-asked", "requested",
    ];

    private static readonly string[] Acts =
    [
        "signed-in", "signed-out", "locked-out", "created", "changed", "unlocked", "password-changed", "password-reset",
        "authenticator-started", "authenticator-on", "authenticator-off", "recovery-codes-made", "recovery-code-used", "passkey-added", "passkey-removed",
        "secret-renewed", "documents-registered", "document-removed",
    ];
    private static readonly string[] AccountOutcomes = ["done", "refused"];
    private static readonly string[] ReversalActs = ["asked", "unknown", "granted", "refused", "read"];
    private static readonly string[] ReviewOutcomes = ["justified", "unjustified"];

    private static readonly string[] DraftActs =
    [
        "created", "changed", "checked", "submitted", "approved", "rejected", "rebased", "outdated", "deleted",
    ];

    private static readonly string[] BrakeActs = ["pulled", "release-asked", "released"];

    public static string Of(EntryKind value) => Kinds[(int)value];

    public static string Of(AccessOutcome value) => Outcomes[(int)value];

    public static string Of(CellOutcome value) => Cells[(int)value];

    public static string Of(ConsentTransition value) => Transitions[(int)value];

    public static string Of(AccountAct value) => Acts[(int)value];

    public static string Of(AccountOutcome value) => AccountOutcomes[(int)value];

    public static string Of(PolicyDraftAct value) => DraftActs[(int)value];

    public static string Of(BrakeAct value) => BrakeActs[(int)value];

    public static string Of(ReversalAct value) => ReversalActs[(int)value];

    public static string Of(ReviewOutcome value) => ReviewOutcomes[(int)value];

    public static EntryKind Kind(string? text) => (EntryKind)IndexOf(Kinds, text, "kind");

    public static AccessOutcome Outcome(string? text) => (AccessOutcome)IndexOf(Outcomes, text, "outcome");

    public static CellOutcome Cell(string? text) => (CellOutcome)IndexOf(Cells, text, "outcome");

    public static ConsentTransition Transition(string? text) => (ConsentTransition)IndexOf(Transitions, text, "transition");

    public static AccountAct Act(string? text) => (AccountAct)IndexOf(Acts, text, "act");

    public static AccountOutcome AccountOutcome(string? text) => (AccountOutcome)IndexOf(AccountOutcomes, text, "outcome");

    public static PolicyDraftAct DraftAct(string? text) => (PolicyDraftAct)IndexOf(DraftActs, text, "act");

    public static BrakeAct BrakeAct(string? text) => (BrakeAct)IndexOf(BrakeActs, text, "act");

    public static ReversalAct ReversalAct(string? text) => (ReversalAct)IndexOf(ReversalActs, text, "act");

    public static ReviewOutcome ReviewOutcome(string? text) => (ReviewOutcome)IndexOf(ReviewOutcomes, text, "outcome");

    private static int IndexOf(string[] names, string? text, string member)
    {
        var index = Array.IndexOf(names, text);
        return index >= 0 ? index : throw new FormatException($"'{member}' of the entry is none of the values this version knows.");
    }
}
