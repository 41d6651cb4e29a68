using System.Text;

namespace Exchange.Policy.Documents;

/// <summary>
/// The documents of one policy version as one text, and back: what is published, hashed and sent to every hub. A line <c># file: PATH</c>
/// begins each document; a line of a document that looks like one gets one more <c>#</c>.
/// </summary>
public static class PolicyText
{
    private const string Header = "# file: ";

    /// <summary>Puts documents together, in the order of their paths.</summary>
    /// <param name="documents">The text of each document by its path (<see cref="PolicyFolder.ReadAll"/>).</param>
    /// <returns>The text; its lines end with a line feed, the last of each document too.</returns>
    public static string Join(IReadOnlyDictionary<string, string> documents)
    {
        ArgumentNullException.ThrowIfNull(documents);
        var text = new StringBuilder();
        foreach (var (path, document) in documents.OrderBy(document => document.Key, StringComparer.Ordinal))
        {
            text.Append(Header).Append(path).Append('\n');
            foreach (var line in Lines(document.ReplaceLineEndings("\n")))
            {
                text.Append(IsMarked(line) ? "#" : "").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>Takes a text apart again.</summary>
    /// <returns>The text of each document by its path.</returns>
    /// <exception cref="FormatException">The text does not begin with a document's line, or names one twice.</exception>
    public static IReadOnlyDictionary<string, string> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var documents = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
        StringBuilder? current = null;
        foreach (var line in Lines(text))
        {
            if (line.StartsWith(Header, StringComparison.Ordinal))
            {
                current = new StringBuilder();
                if (!documents.TryAdd(line[Header.Length..], current))
                {
                    throw new FormatException("The policy version has two documents of one name.");
                }
            }
            else
            {
                _ = (current ?? throw new FormatException("The policy version does not begin with the name of a document."))
                    .Append(IsMarked(line) ? line[1..] : line).Append('\n');
            }
        }

        return documents.ToDictionary(document => document.Key, document => document.Value.ToString(), StringComparer.Ordinal);
    }

    // One or more "#" and then " file: ": what a document's own line could be taken for.
    private static bool IsMarked(string line) =>
        line.StartsWith('#') && line.AsSpan().TrimStart('#').StartsWith(Header.AsSpan(1), StringComparison.Ordinal);

    private static IEnumerable<string> Lines(string text)
    {
        var lines = text.Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }
}
