using Exchange.Audit.Records;

namespace Exchange.Identity.Clients.Administration;

/// <summary>What a client's id and its officer may be called.</summary>
internal static class ClientNames
{
    private const int LongestId = 100;
    private const int LongestOfficer = 64;

    // WHY: sessions of staff ask the graph under this id; a client of the same name could not be told from them on the record.
    private const string OfSessions = "console";

    /// <summary>What is wrong with an id, as a sentence that says what to do; null for a good one.</summary>
    public static string? MistakeOfId(string? id) =>
        id is not { Length: > 0 and <= LongestId } || !id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            ? "\"clientId\": give 1 to 100 lower-case letters, digits and hyphens."
        : id == OfSessions ? "\"clientId\": that is the name of the hub's own console; take another."
        : EntryRules.LooksLikePersonNumber(id) ? "\"clientId\": it looks like a person's number, which must not stand in any log; take another."
        : null;

    /// <summary>What is wrong with an officer's id; null for a good one, or none.</summary>
    public static string? MistakeOfOfficer(string? officer) =>
        officer is null ? null
        : officer.Length is 0 or > LongestOfficer || !officer.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_')
            ? "\"officer\": give 1 to 64 letters, digits and the signs - . _, or null."
        : EntryRules.LooksLikePersonNumber(officer) ? "\"officer\": it looks like a person's number, which must not stand in any log; give an opaque id."
        : null;
}
