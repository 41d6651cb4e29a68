using System.Text;
using System.Text.Json;

namespace Exchange.Policy.Standard.Reading;

/// <summary>Reads JSON with the place of every value. Comments and trailing commas are refused, as every JSON Schema tool does.</summary>
internal ref struct JsonSource
{
    private const int MaxDepth = 32;

    private readonly ReadOnlySpan<byte> _utf8;
    private readonly List<int> _lineStarts = [0];
    private readonly SourcePlace _file;
    private readonly FindingLog _log;
    private Utf8JsonReader _reader;

    private JsonSource(string file, ReadOnlySpan<byte> utf8, FindingLog log)
    {
        _utf8 = utf8;
        _file = SourcePlace.Of(file);
        _log = log;
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        for (var i = 0; i < utf8.Length; i++)
        {
            if (utf8[i] == (byte)'\n')
            {
                _lineStarts.Add(i + 1);
            }
        }
    }

    /// <summary>The document's root object; null, with findings, when it is not JSON or not an object.</summary>
    public static SourceObject? Read(string file, ReadOnlySpan<byte> utf8, FindingLog log)
    {
        var source = new JsonSource(file, utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[3..] : utf8, log);
        try
        {
            source._reader.Read();
            var root = source.Value("", 0);
            source._reader.Read();
            if (root is SourceObject document)
            {
                return document;
            }

            log.Add("not-json", SourcePlace.Of(file, root, ""), "The document has to be a JSON object.");
        }
        catch (JsonException fault)
        {
            var place = new SourcePlace(file, (int)(fault.LineNumber ?? 0) + 1, (int)(fault.BytePositionInLine ?? 0) + 1, "");
            log.Add("not-json", place, $"This is not JSON (or is nested deeper than {MaxDepth} levels): correct the text at this place.");
        }

        return null;
    }

    private SourceNode Value(string path, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new JsonException();
        }

        var (line, column) = Position();
        return _reader.TokenType switch
        {
            JsonTokenType.StartObject => Object(path, depth, line, column),
            JsonTokenType.StartArray => Array(path, depth, line, column),
            JsonTokenType.String => new SourceText(line, column, _reader.GetString()!),
            JsonTokenType.Number => new SourceNumber(line, column, _reader.GetDouble()),
            JsonTokenType.True or JsonTokenType.False => new SourceFlag(line, column, _reader.GetBoolean()),
            _ => new SourceNull(line, column),
        };
    }

    private SourceObject Object(string path, int depth, int line, int column)
    {
        var members = new List<SourceMember>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var (nameLine, nameColumn) = Position();
            var name = _reader.GetString()!;
            var place = path.Length == 0 ? name : $"{path}.{name}";
            _reader.Read();
            var value = Value(place, depth + 1);
            if (members.Exists(member => member.Name == name))
            {
                _log.Add(
                    "duplicate-key", new SourcePlace(_file.File, nameLine, nameColumn, place),
                    $"'{name}' is written twice: keep one.");
                continue;
            }

            members.Add(new SourceMember(name, nameLine, nameColumn, value));
        }

        return new SourceObject(line, column, members);
    }

    private SourceArray Array(string path, int depth, int line, int column)
    {
        var items = new List<SourceNode>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Value($"{path}[{items.Count}]", depth + 1));
        }

        return new SourceArray(line, column, items);
    }

    private readonly (int Line, int Column) Position()
    {
        var offset = (int)_reader.TokenStartIndex;
        var index = _lineStarts.BinarySearch(offset);
        var line = index >= 0 ? index : ~index - 1;
        var start = _lineStarts[line];
        return (line + 1, Encoding.UTF8.GetCharCount(_utf8[start..offset]) + 1);
    }
}
