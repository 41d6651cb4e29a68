using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Exchange.Policy.Standard.Reading;

/// <summary>Reads YAML with the place of every value. One document a file; anchors and aliases are refused.</summary>
internal static class YamlSource
{
    private const int MaxDepth = 32;
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary>The document's root mapping; null, with findings, when it is not YAML or not a mapping.</summary>
    public static SourceObject? Read(string file, string text, FindingLog log)
    {
        try
        {
            RefuseDepth(text);
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            {
                return (SourceObject)Value(root, 0);
            }

            log.Add("not-yaml", SourcePlace.Of(file), "The file has to hold one YAML mapping.");
        }
        catch (YamlException fault)
        {
            var place = new SourcePlace(file, (int)fault.Start.Line, (int)fault.Start.Column, "");
            log.Add(
                "not-yaml", place,
                "This is not YAML, a key is written twice, or it is nested too deeply: correct the text at this place.");
        }
        catch (InvalidOperationException)
        {
            // WHY: the scanner of YamlDotNet 16.3 throws this for a list or text that is not closed, and does not say where.
            log.Add("not-yaml", SourcePlace.Of(file), "This is not YAML: a list, mapping or text is not closed.");
        }

        return null;
    }

    /// <summary>Goes over the events first: the parser is a state machine, but loading nodes recurses.</summary>
    private static void RefuseDepth(string text)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > MaxDepth)
            {
                throw new YamlException(parser.Current.Start, parser.Current.End, "Nested too deeply.");
            }
        }
    }

    private static SourceNode Value(YamlNode node, int depth)
    {
        if (depth > MaxDepth || !node.Anchor.IsEmpty)
        {
            throw new YamlException(node.Start, node.End, "Nested too deeply, or an anchor.");
        }

        var (line, column) = ((int)node.Start.Line, (int)node.Start.Column);
        return node switch
        {
            YamlMappingNode mapping => new SourceObject(line, column, [.. mapping.Children.Select(child => Member(child, depth))]),
            YamlSequenceNode sequence => new SourceArray(line, column, [.. sequence.Children.Select(child => Value(child, depth + 1))]),
            YamlScalarNode scalar => Scalar(scalar, line, column),
            _ => throw new YamlException(node.Start, node.End, "An alias."),
        };
    }

    private static SourceMember Member(KeyValuePair<YamlNode, YamlNode> child, int depth) =>
        child.Key is YamlScalarNode { Value: { } name } key
        ? new SourceMember(name, (int)key.Start.Line, (int)key.Start.Column, Value(child.Value, depth + 1))
        : throw new YamlException(child.Key.Start, child.Key.End, "A key that is no text.");

    private static SourceNode Scalar(YamlScalarNode scalar, int line, int column)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style != ScalarStyle.Plain)
        {
            return new SourceText(line, column, text);
        }

        return text switch
        {
            "" or "null" or "~" => new SourceNull(line, column),
            "true" => new SourceFlag(line, column, true),
            "false" => new SourceFlag(line, column, false),
            _ when double.TryParse(text, Plain, CultureInfo.InvariantCulture, out var number)
                => new SourceNumber(line, column, number),
            _ => new SourceText(line, column, text),
        };
    }
}
