using Exchange.Policy.Findings;

namespace Exchange.Policy.Standard.Reading;

/// <summary>Takes known keys out of an object; what nobody took is an unknown key. Not thread-safe.</summary>
internal sealed class ObjectReader(SourceObject node, SourcePlace place, FindingLog log)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public SourcePlace Place => place;

    public SourcePlace PlaceOf(string key) => node.Member(key) is { } member ? place.Within(member) : place;

    public bool Has(string key) => node.Member(key) is not null;

    public string? Text(string key, bool required = false) => Take<SourceText>(key, required, "a text")?.Value is { } text
        ? NotEmpty(key, text)
        : null;

    public bool? Flag(string key) => Take<SourceFlag>(key, false, "true or false")?.Value;

    public int? Integer(string key, int minimum, int maximum, bool required = false)
    {
        if (Take<SourceNumber>(key, required, $"a whole number from {minimum} to {maximum}") is not { } number)
        {
            return null;
        }

        if (number.Value >= minimum && number.Value <= maximum && number.Value == Math.Floor(number.Value))
        {
            return (int)number.Value;
        }

        log.Add("wrong-value", PlaceOf(key), $"'{key}' has to be a whole number from {minimum} to {maximum}.");
        return null;
    }

    public double? Number(string key) => Take<SourceNumber>(key, false, "a number")?.Value;

    public SourceObject? Object(string key, bool required = false) => Take<SourceObject>(key, required, "an object");

    public SourceArray? Array(string key, bool required = false) => Take<SourceArray>(key, required, "a list");

    public SourceNode? Any(string key)
    {
        _known.Add(key);
        return node[key];
    }

    public IReadOnlyList<string> Texts(string key)
    {
        var texts = new List<string>();
        foreach (var item in Array(key)?.Items ?? [])
        {
            if (item is SourceText text)
            {
                texts.Add(text.Value);
            }
            else
            {
                log.Add("wrong-value", PlaceOf(key).At(item), $"'{key}' has to be a list of texts.");
            }
        }

        return texts;
    }

    /// <summary>A title in both languages; a finding where it or one of its languages is missing.</summary>
    public Title? Title(string key)
    {
        if (!Has(key))
        {
            _known.Add(key);
            log.Add("missing-title", place, $"'{key}' is missing: give it in both languages, {{ zh, en }}.");
            return null;
        }

        if (Object(key) is not { } titles)
        {
            return null;
        }

        var reader = new ObjectReader(titles, PlaceOf(key), log);
        var (zh, en) = (reader.Text("zh", required: true), reader.Text("en", required: true));
        reader.RefuseOthers();
        return zh is null || en is null ? null : new Title(zh, en);
    }

    /// <summary>A code of a fixed list, as the value it stands for.</summary>
    public T? Choice<T>(string key, IReadOnlyDictionary<string, T> choices, bool required = false)
        where T : struct
    {
        if (Text(key, required) is not { } text)
        {
            return null;
        }

        if (choices.TryGetValue(text, out var value))
        {
            return value;
        }

        var hint = Suggestion.For(text, choices.Keys);
        log.Add("wrong-value", PlaceOf(key), $"'{key}' has to be one of {string.Join(", ", choices.Keys)}.{hint}");
        return null;
    }

    /// <summary>Reports every key that was not asked for.</summary>
    public void RefuseOthers()
    {
        foreach (var member in node.Members.Where(member => !_known.Contains(member.Name)))
        {
            log.Add("unknown-key", place.Within(member), $"'{member.Name}' is not known here.{Suggestion.For(member.Name, _known)}");
        }
    }

    private string? NotEmpty(string key, string text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            return text;
        }

        log.Add("wrong-value", PlaceOf(key), $"'{key}' is empty.");
        return null;
    }

    private T? Take<T>(string key, bool required, string wanted)
        where T : SourceNode
    {
        _known.Add(key);
        switch (node[key])
        {
            case T value:
                return value;
            case null when required:
                log.Add("missing-key", place, $"'{key}' is missing: it has to be {wanted}.");
                return null;
            case null:
                return null;
            default:
                log.Add("wrong-value", PlaceOf(key), $"'{key}' has to be {wanted}.");
                return null;
        }
    }
}
