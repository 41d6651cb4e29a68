using System.Globalization;
using System.Text;

namespace Exchange.GraphQL.Language.Printing;

/// <summary>Prints a string literal in double quotes.</summary>
internal static class QuotedString
{
    /// <summary>The literal whose value is <paramref name="value"/>; control characters, quotes and backslashes are escaped.</summary>
    public static string Print(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var character in value)
        {
            text.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' or (>= '\u007F' and <= '\u009F') => "\\u" + ((int)character).ToString("X4", CultureInfo.InvariantCulture),
                _ => null,
            } ?? character.ToString());
        }

        return text.Append('"').ToString();
    }
}
