using System.Text.Json.Nodes;

namespace Exchange.Demo.Sources;

/// <summary>One resource of a JSON service: its records and where each property stands.</summary>
internal interface IJsonResource
{
    /// <summary>The property of the key.</summary>
    string Key { get; }

    /// <summary>Whether all of these properties are there.</summary>
    bool Has(IEnumerable<string> paths);

    /// <summary>The governed coordinates of properties.</summary>
    IEnumerable<string> Coordinates(IEnumerable<string> paths);

    /// <summary>The asked properties of one record; null where there is no such record.</summary>
    JsonObject? Item(string key, IReadOnlyList<string> paths);

    /// <summary>All keys with the values of one property.</summary>
    IEnumerable<(string Key, string? Value)> Column(string? path);
}

/// <summary>A resource over records of one kind.</summary>
/// <param name="Key">The property of the key.</param>
/// <param name="Records">The records by key.</param>
/// <param name="Fields">By dotted path, the coordinate and the value; of a list of objects one value for each.</param>
internal sealed record JsonResource<T>(
    string Key, IReadOnlyDictionary<string, T> Records, IReadOnlyDictionary<string, (string Coordinate, Func<T, object?> Value)> Fields) : IJsonResource
{
    /// <summary>The properties that hold lists of objects.</summary>
    public IReadOnlySet<string> Lists { get; init; } = new HashSet<string>();

    public bool Has(IEnumerable<string> paths) => paths.All(path => path == Key || Fields.ContainsKey(path));

    public IEnumerable<string> Coordinates(IEnumerable<string> paths) => paths.Where(Fields.ContainsKey).Select(path => Fields[path].Coordinate);

    public IEnumerable<(string Key, string? Value)> Column(string? path) => Records.Select(record =>
        (record.Key, path is null || path == Key ? record.Key : Fields[path].Value(record.Value) as string));

    public JsonObject? Item(string key, IReadOnlyList<string> paths)
    {
        if (!Records.TryGetValue(key, out var record))
        {
            return null;
        }

        var item = new JsonObject { [Key] = key };
        foreach (var path in paths.Where(Fields.ContainsKey))
        {
            Put(item, path.Split('.'), Fields[path].Value(record));
        }

        return item;
    }

    private void Put(JsonObject item, string[] path, object? value)
    {
        if (path.Length == 1)
        {
            item[path[0]] = Node(value);
        }
        else if (Lists.Contains(path[0]))
        {
            var values = (IReadOnlyList<object?>)value!;
            var list = (JsonArray)(item[path[0]] ??= new JsonArray([.. values.Select(_ => new JsonObject())]));
            for (var i = 0; i < values.Count; i++)
            {
                ((JsonObject)list[i]!)[path[1]] = Node(values[i]);
            }
        }
        else
        {
            ((JsonObject)(item[path[0]] ??= new JsonObject()))[path[1]] = Node(value);
        }
    }

    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        IEnumerable<string> texts => new JsonArray([.. texts.Select(item => JsonValue.Create(item))]),
        _ => JsonValue.Create(value),
    };
}
