using Exchange.Adapters.Configuration;
using Exchange.Adapters.Mapping;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.Adapters.Files;

/// <summary>A department that drops files every night: answers from the latest accepted drop and says how old it is. Thread-safe.</summary>
internal sealed class CsvSource : ISource, IDisposable
{
    private readonly CsvSourceConfiguration _configuration;
    private readonly Dictionary<string, (EntityMapping Entity, CsvDrop Drop)> _drops;

    public CsvSource(CsvSourceConfiguration configuration, SourceEndpoint endpoint, TimeProvider clock)
    {
        _configuration = configuration;
        _drops = CsvDrop.Of(configuration, endpoint, clock);
    }

    /// <inheritdoc/>
    public string Department => _configuration.Department;

    /// <inheritdoc/>
    public async ValueTask<SourceResponse> FetchAsync(SourceRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var answers = new DatumObject?[request.Selections.Count][];
        DateTimeOffset? oldest = null;
        for (var i = 0; i < answers.Length; i++)
        {
            var selection = request.Selections[i];
            if (!_drops.TryGetValue(selection.Type, out var place))
            {
                throw new SourceException(Department, SourceFault.Unavailable, $"The department's file maps no type {selection.Type}.");
            }

            var table = await place.Drop.CurrentAsync(cancellation);
            oldest = oldest < table.AsOf ? oldest : table.AsOf;
            var fields = MappedField.Plan(selection.Fields, place.Entity.Fields);
            answers[i] = [.. selection.Keys.Select(key => Assemble(table, key, fields))];
        }

        return new SourceResponse(answers, oldest);
    }

    /// <inheritdoc/>
    public void Dispose() => CsvDrop.DisposeAll(_drops.Values.Select(place => place.Drop));

    private static DatumObject? Assemble(CsvTable table, string key, IReadOnlyList<MappedField> fields) => table.Find(key) is { } row
        ? RecordAssembler.Assemble(fields, field => CellConverter.Convert(field.Mapping!, table.Cell(row, field.Mapping!.From!)))
        : null;
}
