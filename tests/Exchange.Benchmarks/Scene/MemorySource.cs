using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.Benchmarks.Scene;

/// <summary>A department that holds its records in memory and answers at once, so that a measurement is of the hub alone.</summary>
internal sealed class MemorySource(string department, IReadOnlyDictionary<string, DatumObject> records) : ISource
{
    public string Department => department;

    public ValueTask<SourceResponse> FetchAsync(SourceRequest request, CancellationToken cancellation)
    {
        var answers = new DatumObject?[request.Selections.Count][];
        for (var i = 0; i < answers.Length; i++)
        {
            var selection = request.Selections[i];
            answers[i] = [.. selection.Keys.Select(key => Answer(key, selection.Fields))];
        }

        return ValueTask.FromResult(new SourceResponse(answers, null));
    }

    private DatumObject? Answer(string key, IReadOnlyList<RequestedField> fields) =>
        records.TryGetValue(key, out var record) ? Project(record, fields) : null;

    private static DatumObject Project(DatumObject record, IReadOnlyList<RequestedField> fields) =>
        new([.. fields.Select(field => field.ResponseName)], [.. fields.Select(field => Project(record[field.Name], field))]);

    private static Datum Project(Datum value, RequestedField field) => value.Kind switch
    {
        DatumKind.List => Datum.From([.. value.AsList().Select(item => Project(item, field))]),
        DatumKind.Object when field.Children.Count > 0 => Datum.From(Project(value.AsObject(), field.Children)),
        _ => value,
    };
}

/// <summary>Subject facts in memory.</summary>
internal sealed class MemoryFacts(string department, IReadOnlyDictionary<string, DatumObject> facts) : IFactSource
{
    public string Department => department;

    public ValueTask<DatumObject?[]> FetchAsync(
        string accessId, string type, IReadOnlyList<string> keys, IReadOnlyList<string> names, CancellationToken cancellation) =>
        ValueTask.FromResult<DatumObject?[]>([.. keys.Select(key => facts.GetValueOrDefault(key))]);
}
