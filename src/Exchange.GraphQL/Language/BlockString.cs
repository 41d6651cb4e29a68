using System.Text;

namespace Exchange.GraphQL.Language;

/// <summary>The semantic value of block strings and its way back (GraphQL September 2025, section 2.9.4).</summary>
internal static class BlockString
{
    private static readonly string[] LineEnds = ["\r\n", "\n", "\r"];

    /// <summary>The value of what stands between the triple quotes: common indentation and blank first and last lines removed.</summary>
    public static string Decode(ReadOnlySpan<byte> content)
    {
        var lines = Encoding.UTF8.GetString(content).Replace("\\\"\"\"", "\"\"\"", StringComparison.Ordinal).Split(LineEnds, StringSplitOptions.None);
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

    /// <summary>Whether a block string can hold this value and give it back unchanged.</summary>
    public static bool CanHold(string value)
    {
        if (value.Length == 0 || value.Any(c => c < ' ' && c is not ('\t' or '\n')))
        {
            return false;
        }

        var lines = value.Split('\n');
        return !IsBlank(lines[0]) && !IsBlank(lines[^1]) && (lines.Length == 1 || CommonIndent(lines) == 0);
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
