using System.Text.RegularExpressions;

namespace Exchange.PolicyTests.Documents;

/// <summary>What happens to documents under people's hands: lines lost, doubled or moved, values mistyped, text pasted in the wrong place.</summary>
internal sealed partial class DocumentEditor(Random random)
{
    private static readonly string[] Values =
    [
        "", "~", "null", "\"\"", "\" \"", "[]", "{}", "[~]", "[[]]", "{ a: b }", "{ ~: 1 }", "{ ? [a] : 1, ? [b] : 2 }", "true", "\"true\"", "yes",
        "True", "0",
        "-1", "+4", "007", "1.5", "1e400", "99999999999999999999", "2147483648", "0x1F", ".nan", "&a x", "*a", "!!int 5", "!tag {}", "<<", "|", ">-",
        "'", "\"", "[", "}", "%", "@x", "`x`", "# x", "Person.*", "Person", ".*", ".", "*", "Person..name", "person.name", "full", "none", "\u0000",
        "\ud800", "\u2028",
        "\ufeff", "\t", "9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+14:00", "2026-02-30T00:00:00+08:00", "\"24:00\"", "\"00:00\"", "+14:00", "-14:00",
        "+14:01", "\"+23:59\"", "movement.tracking", "watch_list", "exchange", "unconditional", "assistance.eligibility",
        "minor", new('x', 300), new('a', 5000),
    ];

    private static readonly string[] Lines =
    [
        "? [a]\n: 1\n? [b]\n: 2", "? {a: 1}\n: 1", "? {a: 1}\n: 1\n\"\": 2", "\"\": 1", "~: 1", "---", "...", "<<: *a", "rules: []", "rules:",
        "rules: ~", "- x",
        "\t- x",
        "restrictions: [~]", "thresholds: [{}]", "? a", ": b", "%YAML 1.1", "restrictions: [[]]", "rules: [{ id: a, title: ~, open: ~, to: ~ }]",
    ];

    /// <summary>The documents after one to three accidents.</summary>
    public Dictionary<string, string> Edit(IReadOnlyDictionary<string, string> documents)
    {
        var edited = new Dictionary<string, string>(documents);
        for (var left = random.Next(1, 4); left > 0; left--)
        {
            var file = edited.Keys.Order(StringComparer.Ordinal).ElementAt(random.Next(edited.Count));
            edited[file] = Edit(edited[file]);
        }

        return edited;
    }

    /// <summary>
    /// Documents with one value taken away, each key of each kind of document once, and the 1-based line where it stood. Names of tests are left:
    /// they go on after a comma.
    /// </summary>
    public static IEnumerable<(string File, int Line, string Text)> Emptied(IReadOnlyDictionary<string, string> documents) =>
        from values in
            from document in documents
            where document.Key.EndsWith(".yaml", StringComparison.Ordinal)
            from match in Value().Matches(document.Value)
            where match.Groups["key"].Value != "name"
            let kind = document.Key.Contains('/', StringComparison.Ordinal) ? document.Key[..document.Key.IndexOf('/', StringComparison.Ordinal)] : document.Key
            group (Document: document, Value: match.Groups["value"]) by (kind, match.Groups["key"].Value)
        let first = values.First()
        let text = first.Document.Value
        let value = first.Value
        select (first.Document.Key, text[..value.Index].Count(c => c == '\n') + 1, text[..value.Index] + "~" + text[(value.Index + value.Length)..]);

    private string Edit(string text)
    {
        var lines = text.Split('\n').ToList();
        var (here, there) = (random.Next(lines.Count), random.Next(lines.Count));
        switch (random.Next(9))
        {
            case 0:
                lines.RemoveAt(here);
                break;
            case 1:
                lines.Insert(there, lines[here]);
                break;
            case 2:
                (lines[here], lines[there]) = (lines[there], lines[here]);
                break;
            case 3:
                lines[here] = new string(' ', random.Next(8)) + lines[here].TrimStart();
                break;
            case 4:
                lines.Insert(here, new string(' ', random.Next(3) * 2) + One(Lines));
                break;
            case 5:
                return text[..random.Next(text.Length + 1)];
            case 6:
                var at = random.Next(text.Length + 1);
                return text[..at] + One(Values) + text[at..];
            default:
                return Value().Matches(text) is { Count: > 0 } values && values[random.Next(values.Count)].Groups["value"] is var value
                    ? text[..value.Index] + One(Values) + text[(value.Index + value.Length)..]
                    : text;
        }

        return string.Join('\n', lines);
    }

    private string One(string[] all) => all[random.Next(all.Length)];

    // What follows a key: text up to the next comma, bracket or line, or a whole list or mapping without another in it.
    [GeneratedRegex(@"(?:^|[{,-])[ ]*(?<key>[a-zA-Z.]+):[ ](?<value>\[[^\[\]\n]*\]|\{[^{}\n]*\}|""[^""\n]*"""
        + @"|[^\[\]{},""\n#]+?)(?=\s*(?:[,}\]\n]|$))", RegexOptions.Multiline)]
    private static partial Regex Value();
}
