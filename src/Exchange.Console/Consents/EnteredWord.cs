using Exchange.Audit.Records;

namespace Exchange.Console.Consents;

/// <summary>How somebody said what an officer enters, as sent with a withdrawal, a refusal or a suspension; all of it may be left out.</summary>
/// <param name="Channel"><c>counter</c>, <c>phone</c> or <c>paper</c>; the counter where left out. A resident and a department's client have their own.</param>
/// <param name="Evidence">Where the paper or the recording is; no personal value.</param>
public sealed record EnteredWord(string? Channel = null, string? Evidence = null)
{
    internal const string Counter = "counter";

    // What a reference may have; references are kept in clear.
    internal const int LongestReference = 200;

    private static readonly string[] Channels = [Counter, "phone", "paper"];

    internal IEnumerable<string> Mistakes()
    {
        if (Channel is not null && !Channels.Contains(Channel, StringComparer.OrdinalIgnoreCase))
        {
            yield return $"\"channel\" takes {string.Join(", ", Channels)}.";
        }

        if (MistakeOf("evidence", Evidence) is { } mistake)
        {
            yield return mistake;
        }
    }

    // WHY: references are kept in clear, so nobody's number may stand in one.
    internal static string? MistakeOf(string name, string? reference) =>
        reference?.Length > LongestReference || EntryRules.LooksLikePersonNumber(reference)
            ? $"\"{name}\" must be a reference of at most {LongestReference} characters without a person's number."
            : null;
}
