using System.Globalization;
using Exchange.Policy.Findings;
using YamlDotNet.RepresentationModel;

namespace Exchange.Adapters.Configuration;

/// <summary>
/// One mapping of a YAML file, read key by key: every mistake becomes a finding with its place, and a key that nobody read is refused.
/// </summary>
internal sealed class YamlSection(YamlMappingNode node, string path, string file, List<Finding> findings)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The path of this mapping in the file.</summary>
    public string Path { get; } = path;

    /// <summary>The keys that stand here.</summary>
    public IEnumerable<string> Keys => node.Children.Keys.Select(key => key is YamlScalarNode scalar ? scalar.Value ?? "" : "");

    /// <summary>Whether the key stands here.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>A text, or null with a finding when it is required and missing.</summary>
    public string? Text(string key, bool required = false)
    {
        if (Find(key) is not { } value)
        {
            if (required)
            {
                Report("missing-key", node, Path, $"'{key}' is missing: add it.");
            }

            return null;
        }

        if (value is YamlScalarNode { Value.Length: > 0 } scalar)
        {
            return scalar.Value;
        }

        Report("wrong-type", value, Below(key), "a text is expected here.");
        return null;
    }

    /// <summary>A whole number within bounds; the default where the key is missing or wrong.</summary>
    public int Integer(string key, int otherwise, int lowest, int highest)
    {
        if (Text(key) is not { } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= lowest && number <= highest)
        {
            return number;
        }

        ReportAt(key, "bad-value", $"a whole number from {lowest} to {highest} is expected here.");
        return otherwise;
    }

    /// <summary>One of the given words; the first where the key is missing or wrong.</summary>
    public string Choice(string key, params ReadOnlySpan<string> words)
    {
        if (Text(key) is not { } text)
        {
            return words[0];
        }

        if (words.Contains(text))
        {
            return text;
        }

        ReportAt(key, "bad-value", $"one of {string.Join(", ", words!)} is expected here.{Hint(text, words)}");
        return words[0];
    }

    /// <summary>A list of texts; empty where the key is missing.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlSequenceNode list when list.Children.All(item => item is YamlScalarNode { Value.Length: > 0 }):
                return [.. list.Children.Select(item => ((YamlScalarNode)item).Value!)];
            default:
                ReportAt(key, "wrong-type", "a list of texts is expected here.");
                return [];
        }
    }

    /// <summary>A mapping of texts, for example a code list; empty where the key is missing.</summary>
    public IReadOnlyDictionary<string, string> Pairs(string key)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Section(key) is { } section)
        {
            foreach (var name in section.Keys)
            {
                if (section.Text(name) is { } value)
                {
                    pairs[name] = value;
                }
            }
        }

        return pairs;
    }

    /// <summary>A mapping below this one; null where the key is missing or holds something else.</summary>
    public YamlSection? Section(string key, bool required = false)
    {
        switch (Find(key))
        {
            case YamlMappingNode inner:
                return new YamlSection(inner, Below(key), file, findings);
            case null:
                if (required)
                {
                    Report("missing-key", node, Path, $"'{key}' is missing: add it.");
                }

                return null;
            default:
                ReportAt(key, "wrong-type", "a mapping of keys and values is expected here.");
                return null;
        }
    }

    /// <summary>Refuses every key that was not asked for.</summary>
    public void RefuseTheRest()
    {
        foreach (var key in node.Children.Keys)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (!_known.Contains(name))
            {
                Report("unknown-key", key, Below(name),
                    $"unknown key.{Hint(name, [.. _known])} Known here: {string.Join(", ", _known.Order(StringComparer.Ordinal))}.");
            }
        }
    }

    /// <summary>Reports a mistake at the value of a key.</summary>
    public void ReportAt(string key, string code, string message) => Report(code, Find(key) ?? node, Below(key), message);

    private static string Hint(string word, ReadOnlySpan<string> known)
    {
        foreach (var candidate in known)
        {
            if (string.Equals(candidate, word, StringComparison.OrdinalIgnoreCase)
                || (word.Length > 2 && candidate.Length > 2 && Differences(word, candidate) <= 2))
            {
                return $" Did you mean '{candidate}'?";
            }
        }

        return "";
    }

    private static int Differences(string left, string right)
    {
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var current = new int[right.Length + 1];
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var change = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(change, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[right.Length];
    }

    private YamlNode? Find(string key)
    {
        _known.Add(key);
        return node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;
    }

    private string Below(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    private void Report(string code, YamlNode place, string path, string message) =>
        findings.Add(new Finding(code, file, (int)place.Start.Line, (int)place.Start.Column, path, message));
}
