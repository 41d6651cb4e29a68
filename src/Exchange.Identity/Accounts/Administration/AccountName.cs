using Exchange.Audit.Records;

namespace Exchange.Identity.Accounts.Administration;

/// <summary>What a user name may be.</summary>
internal static class AccountName
{
    private const int Longest = 64;

    /// <summary>What is wrong with a name, as a sentence that says what to do; null for a good one.</summary>
    public static string? Mistake(string? name) =>
        name is not { Length: > 0 and <= Longest } || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '@' or '+')
            ? "\"userName\": give 1 to 64 letters, digits and the signs - . _ @ +."
        : EntryRules.LooksLikePersonNumber(name) ? "\"userName\": it looks like a person's number, which must not stand in any log; take another."
        : null;
}
