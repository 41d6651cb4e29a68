using System.Text.Json;
using Exchange.Adapters.Configuration;
using Exchange.Adapters.Http;
using Exchange.Adapters.Mapping;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.Adapters.Rest;

/// <summary>
/// The lists of a department with a JSON service: posts <c>{"fields", "filters", "sort", "after", "limit"}</c> to the list of each type and reads
/// <c>{"items", "more"}</c>. Only keys and what sorts are named. Thread-safe.
/// </summary>
internal sealed class RestListSource : IListSource, IDisposable
{
    private readonly RestSourceConfiguration _configuration;
    private readonly Uri _root;
    private readonly JsonExchange _exchange;

    public RestListSource(RestSourceConfiguration configuration, SourceEndpoint endpoint, HttpMessageInvoker client, TimeProvider clock)
    {
        _configuration = configuration;
        _root = endpoint.Url
            ?? throw new ArgumentException($"The REST source of {configuration.Department} needs an address.", nameof(endpoint));
        var bounds = new HttpBounds
        {
            Timeout = configuration.Timeout, MaxResponseBytes = configuration.MaxResponseBytes, Retries = configuration.Retries,
        };
        _exchange = new JsonExchange(configuration.Department, endpoint, AnswerForm.Json, bounds, client, clock);
    }

    /// <inheritdoc/>
    public string Department => _configuration.Department;

    /// <inheritdoc/>
    public async ValueTask<ListAnswer> ListAsync(ListRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var after = ListPlace.Read(Department, request.After);
        var pages = await Task.WhenAll(request.Types.Select(type => ReadAsync(request, type, after, cancellation)));
        var sorted = pages.SelectMany(page => page.Rows)
            .OrderBy(row => row.Sort is null).ThenByDescending(row => row.Sort).ThenBy(row => row.Key, StringComparer.Ordinal).ToList();
        return new ListAnswer([.. sorted.Take(request.Limit)], sorted.Count > request.Limit || pages.Any(page => page.HasMore), AsOf: null);
    }

    /// <inheritdoc/>
    public void Dispose() => _exchange.Dispose();

    private async Task<(List<ListRow> Rows, bool HasMore)> ReadAsync(
        ListRequest request, string type, ListPlace? after, CancellationToken cancellation)
    {
        if (!_configuration.Entities.TryGetValue(type, out var entity) || entity.List is null)
        {
            throw new SourceException(Department, SourceFault.Invalid, $"The department's file maps no list of {type}.");
        }

        var list = new ListMapping(Department, entity, request);
        var answer = await _exchange.ReadAsync(new Uri(_root, entity.List), Body(list, after), request.AccessId, cancellation);
        if (answer.Kind != DatumKind.Object || answer.AsObject()["items"] is not { Kind: DatumKind.List } items
            || answer.AsObject()["more"] is not { Kind: DatumKind.Boolean } more || items.AsList().Length > request.Limit)
        {
            throw new SourceException(Department, SourceFault.Invalid, "The department's answer has no 'items' and 'more', or more items than asked for.");
        }

        return ([.. items.AsList().Select(item => Row(list, item))], more.AsBoolean());
    }

    private ListRow Row(ListMapping list, Datum item) =>
        item.Kind == DatumKind.Object && item.AsObject()[list.Entity.Key] is { Kind: DatumKind.String } key
            ? list.Row(key.AsString(), list.Sort is null ? Datum.Null : item.AsObject()[list.Sort.From!])
            : throw new SourceException(Department, SourceFault.Invalid, "The department listed an item without a key.");

    private static byte[] Body(ListMapping list, ListPlace? after) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        fields = (string[])(list.Sort is null ? [list.Entity.Key] : [list.Entity.Key, list.Sort.From!]),
        filters = list.Filters.Select(filter => new { field = filter.From, match = Name(filter.Match), value = filter.Value }),
        sort = list.Sort?.From,
        after = after is not { } place ? null : new
        {
            key = place.Key,
            sort = place.Moment is { } moment ? CellConverter.Written(list.Sort!, moment) : null,
        },
        limit = list.Request.Limit,
    });

    private static string Name(ListMatch match) => match switch
    {
        ListMatch.StartsWith => "startsWith",
        ListMatch.Contains => "contains",
        ListMatch.From => "from",
        ListMatch.Before => "before",
        _ => "is",
    };
}
