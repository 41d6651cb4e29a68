using System.Text;

namespace Exchange.GraphQL.Language;

/// <summary>The semantic value of block strings and its way back (GraphQL September 2025, section 2.9.4).</summary>
internal static class BlockString
{
    private const int LongestLine = 70;
    private const int LongestOnStack = 1024;

    private static ReadOnlySpan<byte> EscapedQuotes => "\\\"\"\""u8;

    /// <summary>The value of what stands between the triple quotes: common indentation and blank first and last lines removed.</summary>
    public static string Decode(ReadOnlySpan<byte> content)
    {
        var (indent, first, last) = Measure(content);

        // INVARIANT: no line becomes more UTF-16 units than it has bytes, its end included.
        Span<char> value = content.Length <= LongestOnStack ? stackalloc char[LongestOnStack] : new char[content.Length];
        var length = 0;
        for (var i = 0; i <= last; i++)
        {
            var line = TakeLine(ref content);
            if (i < first)
            {
                continue;
            }

            if (i > first)
            {
                value[length++] = '\n';
            }

            length += Unescape(i == 0 ? line : line[Math.Min(indent, line.Length)..], value[length..]);
        }

        return value[..length].ToString();
    }

    /// <summary>The indentation that all lines but the first share, and the first and last line that are not blank.</summary>
    private static (int Indent, int First, int Last) Measure(ReadOnlySpan<byte> content)
    {
        var (indent, first, last, hasMore) = (int.MaxValue, int.MaxValue, -1, true);
        for (var i = 0; hasMore; i++)
        {
            var line = TakeLine(ref content, out hasMore);
            var blanks = line.IndexOfAnyExcept((byte)' ', (byte)'\t');
            if (blanks < 0)
            {
                continue;
            }

            (first, last) = (Math.Min(first, i), i);
            indent = i == 0 ? indent : Math.Min(indent, blanks);
        }

        return (indent == int.MaxValue ? 0 : indent, first, last);
    }

    private static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> content) => TakeLine(ref content, out _);

    private static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> content, out bool hasMore)
    {
        var end = content.IndexOfAny((byte)'\n', (byte)'\r');
        hasMore = end >= 0;
        var line = hasMore ? content[..end] : content;
        content = hasMore ? content[(end + (content[end..].StartsWith("\r\n"u8) ? 2 : 1))..] : [];
        return line;
    }

    private static int Unescape(ReadOnlySpan<byte> line, Span<char> value)
    {
        var length = 0;
        for (var escape = line.IndexOf(EscapedQuotes); escape >= 0; escape = line.IndexOf(EscapedQuotes))
        {
            length += Encoding.UTF8.GetChars(line[..escape], value[length..]);
            "\"\"\"".CopyTo(value[length..]);
            length += 3;
            line = line[(escape + EscapedQuotes.Length)..];
        }

        return length + Encoding.UTF8.GetChars(line, value[length..]);
    }

    /// <summary>Whether a block string is a good form for this value: it gives it back unchanged wherever it stands.</summary>
    public static bool CanHold(string value)
    {
        if (value.Any(character => character < ' ' && character is not ('\t' or '\n')))
        {
            return false;
        }

        var lines = value.Split('\n');
        var isIndented = lines.Length > 1 && LeadingBlanks(lines[0]) > 0 && CommonIndent(lines) > 0;
        return value.Length == 0 || !(IsBlank(lines[0]) || IsBlank(lines[^1]) || isIndented);
    }

    /// <summary>The block string literal of a value in the layout of graphql-js, or null where none gives the value back.</summary>
    public static string? TryPrint(string value)
    {
        var literal = Print(value);
        return Decode(Encoding.UTF8.GetBytes(literal[3..^3])) == value ? literal : null;
    }

    private static string Print(string value)
    {
        var text = value.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal);
        var lines = text.Split('\n');
        var restIsIndented = lines.Length > 1 && lines.Skip(1).All(line => line.Length == 0 || LeadingBlanks(line) > 0);
        var endsInTripleQuotes = text.EndsWith("\\\"\"\"", StringComparison.Ordinal);
        var needsLastLine = value.EndsWith('\\') || (value.EndsWith('"') && !endsInTripleQuotes);
        var isLong = lines.Length > 1 || value.Length > LongestLine || needsLastLine || endsInTripleQuotes;
        var keepsFirstLine = lines.Length == 1 && LeadingBlanks(value) > 0;
        var open = (isLong && !keepsFirstLine) || restIsIndented ? "\n" : "";
        return $"\"\"\"{open}{text}{(isLong ? "\n" : "")}\"\"\"";
    }

    private static int CommonIndent(string[] lines)
    {
        var common = int.MaxValue;
        for (var i = 1; i < lines.Length; i++)
        {
            if (!IsBlank(lines[i]))
            {
                common = Math.Min(common, LeadingBlanks(lines[i]));
            }
        }

        return common == int.MaxValue ? 0 : common;
    }

    private static bool IsBlank(string line) => LeadingBlanks(line) == line.Length;

    private static int LeadingBlanks(string line)
    {
        var count = 0;
        while (count < line.Length && line[count] is ' ' or '\t')
        {
            count++;
        }

        return count;
    }
}
