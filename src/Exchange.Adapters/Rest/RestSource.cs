using System.Text.Json;
using Exchange.Adapters.Configuration;
using Exchange.Adapters.Http;
using Exchange.Adapters.Mapping;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.Adapters.Rest;

/// <summary>
/// A department with a JSON service: posts <c>{"fields", "ids", "page", "pageSize"}</c> to the batch endpoint of the entity and reads
/// <c>{"items", "page", "pages"}</c>. Only the properties of asked fields are named; keys are in the body, never in the address.
/// Thread-safe.
/// </summary>
internal sealed class RestSource : ISource
{
    private readonly RestSourceConfiguration _configuration;
    private readonly Uri _root;
    private readonly JsonExchange _exchange;

    public RestSource(RestSourceConfiguration configuration, SourceEndpoint endpoint, JsonExchange exchange)
    {
        _configuration = configuration;
        _root = endpoint.HttpAddress($"The REST source of {configuration.Department}");
        _exchange = exchange;
    }

    /// <inheritdoc/>
    public string Department => _configuration.Department;

    /// <inheritdoc/>
    public async ValueTask<SourceResponse> FetchAsync(SourceRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var selections = await Task.WhenAll(request.Selections.Select(selection => ReadAsync(request.AccessId, selection, cancellation)));
        return new SourceResponse(selections, AsOf: null);
    }

    private async Task<DatumObject?[]> ReadAsync(string accessId, EntitySelection selection, CancellationToken cancellation)
    {
        if (!_configuration.Entities.TryGetValue(selection.Type, out var entity))
        {
            throw new SourceException(Department, SourceFault.Unavailable, $"The department's file maps no type {selection.Type}.");
        }

        var fields = MappedField.Plan(selection.Fields, entity.Fields);
        var records = new Dictionary<string, DatumObject>(StringComparer.Ordinal);
        foreach (var keys in selection.Keys.Distinct(StringComparer.Ordinal).Chunk(_configuration.PageSize))
        {
            await ReadPagesAsync(accessId, entity, fields, keys, records, cancellation);
        }

        return [.. selection.Keys.Select(records.GetValueOrDefault)];
    }

    private async Task ReadPagesAsync(
        string accessId,
        EntityMapping entity,
        IReadOnlyList<MappedField> fields,
        string[] keys,
        Dictionary<string, DatumObject> records,
        CancellationToken cancellation)
    {
        var address = new Uri(_root, entity.Place);
        var wanted = keys.ToHashSet(StringComparer.Ordinal);
        var pages = 1;
        for (var page = 1; page <= pages; page++)
        {
            var answer = await _exchange.ReadAsync(address, Body(fields, keys, page), accessId, cancellation);
            var (items, count) = Page(answer, keys.Length);
            pages = count;
            foreach (var item in items)
            {
                Take(item, entity, fields, wanted, records);
            }
        }
    }

    private void Take(
        Datum item,
        EntityMapping entity,
        IReadOnlyList<MappedField> fields,
        HashSet<string> wanted,
        Dictionary<string, DatumObject> records)
    {
        // INVARIANT: a record that was not asked for is dropped unread.
        if (Find(item, entity.Key) is not { Kind: DatumKind.String } key || !wanted.Contains(key.AsString()))
        {
            return;
        }

        var record = RecordAssembler.Assemble(fields, Of(item), field => Find(item, field.From!) is { Kind: DatumKind.List } items
            ? items.AsList().Select(Of)
            : null);
        if (!records.TryAdd(key.AsString(), record))
        {
            throw Invalid("The department answered twice for one key.");
        }
    }

    private static Func<MappedField, Datum> Of(Datum item) => field => CellConverter.Convert(field.Mapping!, Find(item, field.From!));

    private static Datum Find(Datum item, string path)
    {
        foreach (var name in path.Split('.'))
        {
            item = item.Kind == DatumKind.Object ? item.AsObject()[name] : Datum.Null;
        }

        return item;
    }

    private byte[] Body(IReadOnlyList<MappedField> fields, string[] keys, int page)
    {
        var names = MappedField.Cells(fields).SelectMany(Names).Distinct(StringComparer.Ordinal).ToArray();
        return JsonSerializer.SerializeToUtf8Bytes(new { fields = names, ids = keys, page, pageSize = _configuration.PageSize });
    }

    // Of a list of objects only what is asked of each is named.
    private static IEnumerable<string> Names(MappedField field) => field.IsItems
        ? MappedField.Cells(field.Children).Select(inner => $"{field.From}.{inner.From}")
        : [field.From!];

    private (Datum[] Items, int Pages) Page(Datum answer, int keys)
    {
        if (answer.Kind != DatumKind.Object || answer.AsObject()["items"] is not { Kind: DatumKind.List } items
            || answer.AsObject()["pages"] is not { Kind: DatumKind.Integer } pages)
        {
            throw Invalid("The department's answer has no 'items' and 'pages'.");
        }

        // WHY: one record a key at most, so more pages than keys is a department that would keep us reading.
        return pages.AsInteger() <= Math.Max(1, keys)
            ? (items.AsList(), (int)pages.AsInteger())
            : throw Invalid("The department announces more pages than keys were asked for.");
    }

    private SourceException Invalid(string message) => new(Department, SourceFault.Invalid, message);
}
