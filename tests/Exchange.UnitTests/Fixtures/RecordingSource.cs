using System.Text;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.UnitTests.Fixtures;

/// <summary>A department in memory: answers what is asked from records by key, and keeps every request.</summary>
internal sealed class RecordingSource(string department, Dictionary<string, string> records) : ISource
{
    private readonly Lock _lock = new();
    private readonly List<SourceRequest> _requests = [];

    public string Department => department;

    public IReadOnlyList<SourceRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Runs before the answer is given.</summary>
    public Func<SourceRequest, Task> Before { get; init; } = _ => Task.CompletedTask;

    /// <summary>Whether everything of a record is delivered, asked for or not.</summary>
    public bool DeliversTooMuch { get; init; }

    /// <summary>The coordinates asked for, each once, in order.</summary>
    public IReadOnlyList<string> Coordinates =>
    [
        .. Requests.SelectMany(request => request.Selections)
            .SelectMany(selection => Leaves(selection.Fields))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The keys sent in any selection that asks for the coordinate.</summary>
    public IReadOnlyList<string> KeysFor(string coordinate) =>
    [
        .. Requests.SelectMany(request => request.Selections).Where(selection => Leaves(selection.Fields).Contains(coordinate))
            .SelectMany(selection => selection.Keys).Order(StringComparer.Ordinal),
    ];

    public void Replace(string key, string json) => records[key] = json;

    public async ValueTask<SourceResponse> FetchAsync(SourceRequest request, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _requests.Add(request);
        }

        await Before(request);
        cancellation.ThrowIfCancellationRequested();
        return new SourceResponse(
            [.. request.Selections.Select(selection => selection.Keys.Select(key => Answer(selection.Type, key, selection.Fields)).ToArray())], null);
    }

    /// <summary>All requests as text, for comparison.</summary>
    public string Log() => string.Join('\n', Requests.SelectMany(request => request.Selections).Select(selection =>
        $"{selection.Type}({string.Join(',', selection.Representations?.Select(Print) ?? selection.Keys)}) {Print(selection.Fields)}"));

    public static string Print(IReadOnlyList<RequestedField> fields) => $"{{ {string.Join(' ', fields.Select(Print))} }}";

    private static string Print(DatumObject told)
    {
        var text = new System.Buffers.ArrayBufferWriter<byte>();
        DatumWriter.Write(text, Datum.From(told));
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    public static Datum Json(string json) => DatumReader.Read(Encoding.UTF8.GetBytes(json));

    private static string Print(RequestedField field)
    {
        var alias = field.ResponseName == field.Name ? "" : $"{field.ResponseName}:";
        return $"{alias}{field.Name}@{field.LevelName}{(field.Children.Count == 0 ? "" : $" {Print(field.Children)}")}";
    }

    // A record that says its type is there for that type alone.
    private DatumObject? Answer(string type, string key, IReadOnlyList<RequestedField> fields)
    {
        if (!records.TryGetValue(key, out var json)
            || Json(json).AsObject() is not { } record
            || (record["__typename"] is { Kind: DatumKind.String } named && named.AsString() != type))
        {
            return null;
        }

        return DeliversTooMuch ? record : Project(record, fields);
    }

    private static DatumObject Project(DatumObject record, IReadOnlyList<RequestedField> fields) =>
        new([.. fields.Select(field => field.ResponseName)], [.. fields.Select(field => Project(Read(record, field), field))]);

    // By its first argument where the record tells that apart.
    private static Datum Read(DatumObject record, RequestedField field) =>
        field.Arguments is { Count: > 0 } arguments && arguments.Values[0].Kind == DatumKind.Integer
        && record.TryGet($"{field.Name}({arguments.Values[0].AsInteger()})", out var value)
            ? value
            : record[field.Name];

    private static Datum Project(Datum value, RequestedField field) => value.Kind switch
    {
        DatumKind.List => Datum.From([.. value.AsList().Select(item => Project(item, field))]),
        DatumKind.Object when field.Children.Count > 0 => Datum.From(Project(value.AsObject(), field.Children)),
        _ => value,
    };

    private static IEnumerable<string> Leaves(IEnumerable<RequestedField> fields) =>
        fields.SelectMany(field => field.Children.Count == 0 ? [field.Coordinate] : Leaves(field.Children));
}

/// <summary>Subject facts in memory; keeps every batch.</summary>
internal sealed class RecordingFacts(Dictionary<string, string> facts) : IFactSource
{
    /// <summary>From now on the key has these facts.</summary>
    public void Replace(string key, string json) => facts[key] = json;

    /// <summary>Runs before the facts are given.</summary>
    public Action Before { get; set; } = () => { };

    public List<IReadOnlyList<string>> Batches { get; } = [];

    public List<IReadOnlyList<string>> Names { get; } = [];

    public bool IsDown { get; set; }

    public bool TellsExistence { get; init; } = true;

    public string Department { get; init; } = "police";

    public ValueTask<DatumObject?[]> FetchAsync(
        string accessId, string type, IReadOnlyList<string> keys, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        Batches.Add(keys);
        Names.Add(names);
        Before();
        return IsDown
            ? throw new SourceException("police", SourceFault.Unavailable, "down")
            : ValueTask.FromResult<DatumObject?[]>(
                [.. keys.Select(key => facts.TryGetValue(key, out var json) ? RecordingSource.Json(json).AsObject() : null)]);
    }
}
