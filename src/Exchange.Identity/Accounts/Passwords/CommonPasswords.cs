using System.Collections.Frozen;
using System.Text;

namespace Exchange.Identity.Accounts.Passwords;

/// <summary>
/// Passwords that everybody tries first. A password counts as one of them as well where it only adds digits and signs around one, writes
/// letters as digits, or repeats one.
/// </summary>
internal static class CommonPasswords
{
    private const string Words = """
        password passwort passw motdepasse contrasena mima woaini woaizhongguo woaini1314 iloveyou letmein welcome welcomeback admin administrator
        administration superadmin root rootroot changeme changeit default secret topsecret login signin account user username guest test testing
        testtest temp temporary master dragon monkey shadow sunshine princess football baseball basketball superman batman trustno starwars whatever
        freedom michael jennifer jordan charlie computer internet windows microsoft google facebook huawei xiaomi alibaba tencent taobao
        qwerty qwertyuiop qwertyuiopasdf qwertyuiopasdfgh qwertyuiopasdfghjkl qwertyuiopasdfghjklzxcvbnm asdfgh asdfghjkl asdfghjklzxcvbnm
        zxcvbn zxcvbnm qazwsx qazwsxedc qazwsxedcrfv qazwsxedcrfvtgb qweasdzxc qweasd qwezxc qwertzuiop azertyuiop abcdef abcdefg abcdefgh
        abcdefghij abcdefghijkl abcdefghijklm abcdefghijklmnop abcdefghijklmnopqrstuvwxyz aabbcc abcabc alphabet zhongguo beijing shanghai
        exchange datasharing government civilaffairs publicsecurity police hospital summer winter spring autumn monday friday january october
        """;

    private static readonly FrozenSet<string> Known =
        Words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] Rows =
    [
        "01234567890123456789", "98765432109876543210", "1234567890qwertyuiop", "1q2w3e4r5t6y7u8i9o0p", "1qaz2wsx3edc4rfv5tgb",
    ];

    /// <summary>Whether it is one of them.</summary>
    public static bool Contains(string password)
    {
        var lower = password.ToLowerInvariant();
        var bare = Trim(lower, char.IsAsciiLetterOrDigit);
        return (bare.Length > 0 && Rows.Any(row => row.Contains(bare, StringComparison.Ordinal)))
            || IsKnown(Trim(lower, char.IsLetter)) || IsKnown(Letters(Trim(lower, char.IsLetter))) || IsKnown(Trim(Letters(lower), char.IsLetter));
    }

    private static bool IsKnown(string word) => word.Length > 0 && (Known.Contains(word) || Known.Contains(Period(word)));

    private static string Trim(string text, Func<char, bool> counts)
    {
        var (from, to) = (0, text.Length);
        while (from < to && !counts(text[from]))
        {
            from++;
        }

        while (to > from && !counts(text[to - 1]))
        {
            to--;
        }

        return text[from..to];
    }

    private static string Letters(string text) => new StringBuilder(text)
        .Replace('0', 'o').Replace('1', 'l').Replace('3', 'e').Replace('4', 'a').Replace('5', 's').Replace('7', 't')
        .Replace('@', 'a').Replace('$', 's').Replace('!', 'i').ToString();

    // The shortest beginning that gives the word when it is repeated; digits and signs between the repetitions do not count.
    private static string Period(string word)
    {
        var letters = string.Concat(word.Where(char.IsLetter));
        for (var length = 1; length <= letters.Length / 2; length++)
        {
            if (letters.Length % length == 0 && letters.AsSpan(length).SequenceEqual(letters.AsSpan(0, letters.Length - length)))
            {
                return letters[..length];
            }
        }

        return letters;
    }
}
