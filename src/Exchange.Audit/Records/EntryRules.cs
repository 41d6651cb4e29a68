using System.Buffers;

namespace Exchange.Audit.Records;

/// <summary>What an entry must satisfy before it is written. A breach is a fault of the hub, never of the caller.</summary>
public static class EntryRules
{
    /// <summary>
    /// Characters of the shortest subject: base64url of one 16-byte cipher block. A citizen number has 18, so a number that was handed
    /// over in place of its block cannot reach the log.
    /// </summary>
    public const int ShortestSubject = 22;

    /// <summary>
    /// Digits in a row that no code, name or id of an entry has, and a citizen number does. A client may put one into an operation name
    /// or a case number; the pipeline asks <see cref="LooksLikePersonNumber"/> before it lets such a request in.
    /// </summary>
    public const int PersonNumberDigits = 15;

    private const int LongestText = 512;
    private const int HashCharacters = 64;

    private static readonly SearchValues<char> Base64Url =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    /// <summary>Whether a text holds so many digits in a row that it may name a person.</summary>
    public static bool LooksLikePersonNumber(ReadOnlySpan<char> text)
    {
        var run = 0;
        foreach (var character in text)
        {
            run = char.IsDigit(character) ? run + 1 : 0;
            if (run == PersonNumberDigits)
            {
                return true;
            }
        }

        return false;
    }

    internal static string Subject(string value) =>
        value.Length is >= ShortestSubject and <= LongestText && !value.AsSpan().ContainsAnyExcept(Base64Url)
            ? value
            : throw new ArgumentException("A subject of a disclosure group must be an opaque base64url block of at least 16 bytes.");

    internal static string Hash(string value, string member) =>
        value.Length == HashCharacters && !value.AsSpan().ContainsAnyExcept(LowerHex)
            ? value
            : throw new ArgumentException($"'{member}' of an audit entry must be 64 lower-case hexadecimal digits.");

    internal static string? Text(string? value, string member)
    {
        if (value?.Length > LongestText)
        {
            throw new ArgumentException($"'{member}' of an audit entry must not be longer than {LongestText} characters.");
        }

        return LooksLikePersonNumber(value)
            ? throw new ArgumentException($"'{member}' of an audit entry holds what may be a person's number; it has no place in the log.")
            : value;
    }

    internal static int Count(int value, string member) =>
        value >= 0 ? value : throw new ArgumentException($"'{member}' of an audit entry must not be negative.");
}
