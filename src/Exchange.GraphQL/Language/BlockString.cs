using System.Text;

namespace Exchange.GraphQL.Language;

/// <summary>The semantic value of block strings and its way back (GraphQL September 2025, section 2.9.4).</summary>
internal static class BlockString
{
    private const int LongestLine = 70;

    private static readonly string[] LineEnds = ["\r\n", "\n", "\r"];

    /// <summary>The value of what stands between the triple quotes: common indentation and blank first and last lines removed.</summary>
    public static string Decode(ReadOnlySpan<byte> content)
    {
        var text = Encoding.UTF8.GetString(content).Replace("\\\"\"\"", "\"\"\"", StringComparison.Ordinal);
        var lines = text.Split(LineEnds, StringSplitOptions.None);
        var indent = CommonIndent(lines);
        int first = 0, last = lines.Length - 1;
        while (first <= last && IsBlank(lines[first]))
        {
            first++;
        }

        while (last >= first && IsBlank(lines[last]))
        {
            last--;
        }

        var value = new StringBuilder();
        for (var i = first; i <= last; i++)
        {
            value.Append(i > first ? "\n" : "");
            value.Append(i == 0 ? lines[i] : lines[i][Math.Min(indent, lines[i].Length)..]);
        }

        return value.ToString();
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
