using Exchange.Policy.Findings;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Exchange.Policy.Documents.Yaml;

/// <summary>Reads the text of one YAML document within bounds.</summary>
internal static class YamlText
{
    /// <summary>The root of the document, or null with a finding that says why not.</summary>
    public static DocumentNode? Read(string file, string text, ICollection<Finding> findings)
    {
        if (text.Length > DocumentLimits.MaxCharacters)
        {
            findings.Add(new Finding("document-too-long", file, 0, 0, "", $"The document has more than {DocumentLimits.MaxCharacters} characters. Split it."));
            return null;
        }

        try
        {
            return IsPlain(file, text, findings) ? Root(file, text, findings) : null;
        }
        catch (YamlException fault)
        {
            // WHY: the parser's text can quote the document; only the place is told.
            findings.Add(new Finding("yaml-syntax", file, (int)fault.Start.Line, (int)fault.Start.Column, "",
                "This is not YAML: check indentation, quotes, brackets and keys that occur twice."));
            return null;
        }
    }

    // INVARIANT: runs before the recursive reader, so that depth is bounded there.
    private static bool IsPlain(string file, string text, ICollection<Finding> findings)
    {
        using var reader = new StringReader(text);
        var parser = new Parser(reader);
        var depth = 0;
        while (HasNext(parser))
        {
            var current = parser.Current!;
            depth += current.NestingIncrease;
            if (depth > DocumentLimits.MaxDepth + 2)
            {
                findings.Add(At("document-too-deep", file, current, $"Nested deeper than {DocumentLimits.MaxDepth} levels."));
                return false;
            }

            if (current is AnchorAlias || current is NodeEvent { Anchor.IsEmpty: false } || current is NodeEvent { Tag.IsEmpty: false })
            {
                findings.Add(At("yaml-feature", file, current, "Anchors, aliases and tags are not used here: write the value out."));
                return false;
            }
        }

        return true;
    }

    // WHY: on some broken flow text the parser's scanner gives up without a place; the last thing that it read is the nearest.
    private static bool HasNext(Parser parser)
    {
        try
        {
            return parser.MoveNext();
        }
        catch (InvalidOperationException fault)
        {
            throw new YamlException(parser.Current?.End ?? Mark.Empty, parser.Current?.End ?? Mark.Empty, "The scanner gave up.", fault);
        }
    }

    private static DocumentNode? Root(string file, string text, ICollection<Finding> findings)
    {
        using var reader = new StringReader(text);
        var stream = new YamlStream();
        stream.Load(reader);
        if (stream.Documents is [{ RootNode: YamlMappingNode root }])
        {
            return new DocumentNode(file, "", root, root);
        }

        findings.Add(new Finding("yaml-syntax", file, 1, 1, "", "Expected one document that is a mapping of keys to values."));
        return null;
    }

    private static Finding At(string code, string file, ParsingEvent current, string message) =>
        new(code, file, (int)current.Start.Line, (int)current.Start.Column, "", message);
}
