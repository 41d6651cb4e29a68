using System.Text;

namespace Exchange.GraphQL.Language;

/// <summary>Gives the value of a quoted string: escapes resolved (GraphQL September 2025, section 2.9.4).</summary>
internal static class StringDecoder
{
    private const int MaxScalar = 0x10FFFF;
    private const int LongestOnStack = 512;

    // INVARIANT: the character at an index of the second is what the letter at that index of the first stands for.
    private const string SimpleEscapes = "\"\\/bfnrt";
    private const string SimpleCharacters = "\"\\/\b\f\n\r\t";

    /// <summary>Decodes what stands between the quotes; the lexer has checked the escapes.</summary>
    public static string Decode(ReadOnlySpan<byte> content)
    {
        var escape = content.IndexOf((byte)'\\');
        if (escape < 0)
        {
            return Encoding.UTF8.GetString(content);
        }

        // INVARIANT: no byte and no escape becomes more UTF-16 units than it has bytes.
        Span<char> value = content.Length <= LongestOnStack ? stackalloc char[LongestOnStack] : new char[content.Length];
        var length = 0;
        while (escape >= 0)
        {
            length += Encoding.UTF8.GetChars(content[..escape], value[length..]);
            content = content[escape..];
            content = content[ReadEscape(content, out var character)..];
            length += character.EncodeToUtf16(value[length..]);
            escape = content.IndexOf((byte)'\\');
        }

        length += Encoding.UTF8.GetChars(content, value[length..]);
        return value[..length].ToString();
    }

    /// <summary>Reads the escape at the start of <paramref name="text"/>; gives its length in bytes, 0 when it is none.</summary>
    public static int ReadEscape(ReadOnlySpan<byte> text, out Rune character)
    {
        character = default;
        if (text.Length < 2)
        {
            return 0;
        }

        if (text[1] == 'u')
        {
            return ReadUnicode(text, out character);
        }

        var known = SimpleEscapes.IndexOf((char)text[1], StringComparison.Ordinal);
        if (known < 0)
        {
            return 0;
        }

        character = new Rune(SimpleCharacters[known]);
        return 2;
    }

    private static int ReadUnicode(ReadOnlySpan<byte> text, out Rune character)
    {
        if (text.Length > 2 && text[2] == '{')
        {
            var close = text.IndexOf((byte)'}');
            return close > 3 && Rune.TryCreate(ReadHex(text[3..close]), out character) ? close + 1 : None(out character);
        }

        var first = ReadFourDigits(text);
        if (Rune.TryCreate(first, out character))
        {
            return 6;
        }

        // WHY: two escapes that are the halves of a surrogate pair stand for one character, as in JSON.
        var second = first is >= 0xD800 and <= 0xDBFF ? ReadFourDigits(text[6..]) : -1;
        return second is >= 0xDC00 and <= 0xDFFF && Rune.TryCreate((char)first, (char)second, out character) ? 12 : None(out character);
    }

    private static int None(out Rune character)
    {
        character = default;
        return 0;
    }

    private static int ReadFourDigits(ReadOnlySpan<byte> text) =>
        text.Length >= 6 && text[0] == '\\' && text[1] == 'u' ? ReadHex(text[2..6]) : -1;

    /// <summary>Reads hexadecimal digits; -1 where other characters stand or the number is beyond every character.</summary>
    private static int ReadHex(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit((char)digit) || number > MaxScalar)
            {
                return -1;
            }

            number = (number << 4) | (char.IsAsciiDigit((char)digit) ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        return number;
    }
}
