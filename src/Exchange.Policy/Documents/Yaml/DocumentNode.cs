using System.Globalization;
using Exchange.Policy.Findings;
using Newtonsoft.Json.Linq;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Exchange.Policy.Documents.Yaml;

/// <summary>
/// A place in a document that people write. Reading is tolerant: what is missing or of another kind reads as nothing, for the document's
/// shape
/// has been reported already.
/// </summary>
internal sealed class DocumentNode(string file, string path, YamlNode? node, YamlNode place)
{
    /// <summary>The file, relative to the folder.</summary>
    public string File => file;

    /// <summary>The path, for example <c>rules[2].open[0]</c>.</summary>
    public string Path => path;

    /// <summary>Whether something stands here.</summary>
    public bool Exists => node is not null;

    /// <summary>The text of a scalar; null for anything else.</summary>
    public string? Text => node is YamlScalarNode scalar && !IsNull(scalar) ? scalar.Value : null;

    /// <summary>Whether a scalar says <c>true</c>.</summary>
    public bool IsTrue => node is YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" };

    /// <summary>A whole number; null for anything else.</summary>
    public int? Number => node is YamlScalarNode { Style: ScalarStyle.Plain } scalar
        && int.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The items of a sequence; none for anything else.</summary>
    public IEnumerable<DocumentNode> Items => node is YamlSequenceNode sequence
        ? sequence.Children.Select((child, i) => Below(child, i))
        : [];

    /// <summary>The number of items.</summary>
    public int Count => node is YamlSequenceNode sequence ? sequence.Children.Count : 0;

    /// <summary>The keys of a mapping, in the order of the document; none for anything else.</summary>
    public IEnumerable<string> Keys => node is YamlMappingNode mapping
        ? mapping.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "")
        : [];

    /// <summary>The 1-based line where it stands.</summary>
    public int Line => (int)place.Start.Line;

    /// <summary>An item of a sequence by its position; null where there is none.</summary>
    public DocumentNode? ItemAt(int index) => node is YamlSequenceNode sequence && index >= 0 && index < sequence.Children.Count
        ? Below(sequence.Children[index], index)
        : null;

    /// <summary>The value of a key of a mapping.</summary>
    public DocumentNode this[string key]
    {
        get
        {
            var below = path.Length == 0 ? key : $"{path}.{key}";
            return node is YamlMappingNode mapping && mapping.Children.TryGetValue(key, out var child)
                ? new DocumentNode(file, below, child, child)
                : new DocumentNode(file, below, null, place);
        }
    }

    /// <summary>The key of a mapping itself, for a finding that is about the key.</summary>
    public DocumentNode Key(string key)
    {
        var written = (node as YamlMappingNode)?.Children.Keys.FirstOrDefault(child => (child as YamlScalarNode)?.Value == key);
        return new DocumentNode(file, path.Length == 0 ? key : $"{path}.{key}", written, written ?? place);
    }

    /// <summary>A finding at this place; at the nearest place above it where nothing stands here.</summary>
    public Finding Finding(string code, string message) => new(code, file, (int)place.Start.Line, (int)place.Start.Column, path, message)
    {
        Severity = PolicyFindings.SeverityOf(code),
    };

    /// <summary>The same as JSON, for the check of its shape.</summary>
    public JToken ToJson() => ToJson(node, 0);

    private DocumentNode Below(YamlNode child, int index) => new(file, $"{path}[{index}]", child, child);

    private static JToken ToJson(YamlNode? node, int depth) => node switch
    {
        _ when depth > DocumentLimits.MaxDepth + 2 => JValue.CreateNull(),
        YamlMappingNode mapping => ToJson(mapping, depth),
        YamlSequenceNode sequence => new JArray(sequence.Children.Select(child => ToJson(child, depth + 1))),
        YamlScalarNode scalar => Scalar(scalar),
        _ => JValue.CreateNull(),
    };

    // A key that is a list or a mapping stands as an empty one, which no shape knows; there can be several of them.
    private static JObject ToJson(YamlMappingNode mapping, int depth)
    {
        var json = new JObject();
        foreach (var (key, value) in mapping.Children)
        {
            json[(key as YamlScalarNode)?.Value ?? ""] = ToJson(value, depth + 1);
        }

        return json;
    }

    private static JValue Scalar(YamlScalarNode scalar) => scalar switch
    {
        _ when IsNull(scalar) => JValue.CreateNull(),
        { Style: ScalarStyle.Plain, Value: "true" } => new JValue(true),
        { Style: ScalarStyle.Plain, Value: "false" } => new JValue(false),
        { Style: ScalarStyle.Plain } when long.TryParse(scalar.Value, CultureInfo.InvariantCulture, out var number) => new JValue(number),
        _ => new JValue(scalar.Value),
    };

    private static bool IsNull(YamlScalarNode scalar) => scalar is { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };
}
