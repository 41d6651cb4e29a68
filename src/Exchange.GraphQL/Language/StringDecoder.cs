using System.Globalization;
using System.Text;

namespace Exchange.GraphQL.Language;

/// <summary>Gives the value of a quoted string: escapes resolved (GraphQL September 2025, section 2.9.4).</summary>
internal static class StringDecoder
{
    /// <summary>
    /// Decodes what stands between the quotes at <paramref name="start"/> to <paramref name="end"/> of <paramref name="source"/>.
    /// Throws a located error for an escape that the grammar does not know.
    /// </summary>
    public static string Decode(ReadOnlySpan<byte> source, int start, int end)
    {
        var content = source[start..end];
        var plain = content.IndexOf((byte)'\\');
        if (plain < 0)
        {
            return Encoding.UTF8.GetString(content);
        }

        var value = new StringBuilder(content.Length);
        while (plain >= 0)
        {
            value.Append(Encoding.UTF8.GetString(content[..plain]));
            var escape = content[plain..];
            var length = AppendEscape(escape, value);
            if (length == 0)
            {
                var at = end - escape.Length;
                throw SyntaxErrors.Invalid(
                    SourceText.Locate(source, at, Math.Min(at + 2, end)),
                    "This escape is not known; GraphQL has \\\" \\\\ \\/ \\b \\f \\n \\r \\t, \\u with four hexadecimal digits and \\u{…}, "
                    + "and none of them may be half of a surrogate pair.");
            }

            content = escape[length..];
            plain = content.IndexOf((byte)'\\');
        }

        return value.Append(Encoding.UTF8.GetString(content)).ToString();
    }

    /// <summary>Appends one escape; returns its length in bytes, or 0 when it is none.</summary>
    private static int AppendEscape(ReadOnlySpan<byte> escape, StringBuilder value)
    {
        if (escape.Length < 2)
        {
            return 0;
        }

        if (escape[1] == 'u')
        {
            return AppendUnicode(escape, value);
        }

        var character = escape[1] switch
        {
            (byte)'"' => '"',
            (byte)'\\' => '\\',
            (byte)'/' => '/',
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            _ => '\0',
        };
        if (character == '\0')
        {
            return 0;
        }

        value.Append(character);
        return 2;
    }

    private static int AppendUnicode(ReadOnlySpan<byte> escape, StringBuilder value)
    {
        if (escape.Length > 2 && escape[2] == '{')
        {
            var close = escape.IndexOf((byte)'}');
            return close > 3 && ReadHex(escape[3..close]) is var braced && Append(braced, value) ? close + 1 : 0;
        }

        var first = ReadFourDigits(escape);
        if (Append(first, value))
        {
            return 6;
        }

        // WHY: two escapes that are the halves of a surrogate pair stand for one character, as in JSON.
        var second = first is >= 0xD800 and <= 0xDBFF ? ReadFourDigits(escape[6..]) : -1;
        if (second is < 0xDC00 or > 0xDFFF)
        {
            return 0;
        }

        value.Append((char)first).Append((char)second);
        return 12;
    }

    private static bool Append(long scalar, StringBuilder value)
    {
        if (scalar is < 0 or > 0x10FFFF || !Rune.IsValid((int)scalar))
        {
            return false;
        }

        value.Append(new Rune((int)scalar).ToString());
        return true;
    }

    private static long ReadFourDigits(ReadOnlySpan<byte> escape) =>
        escape.Length >= 6 && escape[0] == '\\' && escape[1] == 'u' ? ReadHex(escape[2..6]) : -1;

    /// <summary>Reads hexadecimal digits; -1 where other characters stand or the number is beyond every character.</summary>
    private static long ReadHex(ReadOnlySpan<byte> digits)
    {
        long number = 0;
        foreach (var digit in digits)
        {
            var one = char.IsAsciiHexDigit((char)digit)
                ? int.Parse([(char)digit], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
                : -1;
            if (one < 0 || number > 0x10FFFF)
            {
                return -1;
            }

            number = (number << 4) | (uint)one;
        }

        return number;
    }
}
