using Exchange.Consent.Records;

namespace Exchange.Consent;

/// <summary>What the law wants of a consent before it can count.</summary>
internal static class ConsentDraftRules
{
    public static IEnumerable<string> Check(ConsentDraft draft) =>
        from rule in Rules
        where rule.Broken(draft)
        select rule.Sentence;

    private static readonly (Func<ConsentDraft, bool> Broken, string Sentence)[] Rules =
    [
        (draft => draft.Recipients.Count == 0, "Name at least one recipient."),
        (draft => draft.Purposes.Count == 0, "Name at least one purpose."),
        (draft => TooLong(draft.Recipients.Select(recipient => recipient.Department.Value)),
            $"The codes of the \"recipients\" may have {LongestCodes} characters together: give a consent to each group of them."),
        (draft => TooLong(draft.Purposes.Select(purpose => purpose.Code)), $"The codes of the purposes may have {LongestCodes} characters together."),
        (draft => draft.Scopes.Count == 0, "Name at least one scope of data."),
        (draft => draft.ValidUntil - draft.ValidFrom < TimeSpan.FromMinutes(1), "The end of validity must come after its beginning."),
        (draft => draft.ValidUntil - draft.ValidFrom > LongestValidity, "A consent holds for five years at most; then the person is asked again."),
        (draft => draft.Use.RetentionDays is < 0 or > ConsentUse.LongestRetentionDays,
            $"\"retentionDays\" must be a whole number from 0 to {ConsentUse.LongestRetentionDays}, a hundred years."),
        (draft => draft.Use.Periodic && string.IsNullOrWhiteSpace(draft.Use.Frequency), "Say how often it is used, where it is used again and again."),
        (draft => draft.Purposes.Any(purpose => purpose.LegalBasis != "consent"), "What rests on another basis than consent is not asked for."),
        (draft => !IsSha256(draft.Notice.Hash),
            "The notice's hash must be SHA-256 of the text shown, as 64 lower-case hexadecimal digits."),
        (draft => draft.AgeBand == AgeBand.MinorUnder14 && draft.Guardian is null,
            "For a child under 14 a guardian decides (PIPL art. 31)."),
        (draft => draft.AgeBand != AgeBand.MinorUnder14 && draft.Guardian is not null,
            "Who is 14 or older decides themselves; no guardian does (PIPL art. 31)."),
        (draft => draft.Guardian is { } guardian && (string.IsNullOrWhiteSpace(guardian.Relation) || string.IsNullOrWhiteSpace(guardian.Evidence)),
            "A guardian is named by relation, with a reference to the evidence of guardianship."),
        (draft => draft.Decision.Effect == ConsentEffect.Permit && !draft.SeparateActs.Contains(SeparateAct.Sharing),
            "Sharing with another party needs its own agreement (PIPL art. 23)."),
        (draft => draft.Scopes.Any(scope => scope.Sensitive) && draft.Decision.Effect == ConsentEffect.Permit
            && !draft.SeparateActs.Contains(SeparateAct.Sensitive), "Sensitive data needs its own agreement (PIPL art. 29)."),
        (draft => draft.Use.CrossBorder && !draft.SeparateActs.Contains(SeparateAct.CrossBorder),
            "Taking data across the border needs its own agreement (PIPL art. 39)."),
    ];

    private static readonly TimeSpan LongestValidity = TimeSpan.FromDays((5 * 365) + 2);

    // What a store keeps beside the record to find it by, separated by spaces.
    private const int LongestCodes = 400;

    private static bool TooLong(IEnumerable<string> codes) => string.Join(' ', codes).Length > LongestCodes;

    private static bool IsSha256(string hash) => hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower);
}
