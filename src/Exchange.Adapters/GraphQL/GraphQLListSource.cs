using System.Globalization;
using System.Text;
using System.Text.Json;
using Exchange.Adapters.Configuration;
using Exchange.Adapters.Http;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.Adapters.GraphQL;

/// <summary>
/// The lists of a department whose query root has those of the data standard: pages of keys and of what sorts, by the GraphQL Cursor Connections
/// Specification; its own cursors are the positions. What it says in <c>errors</c> is never repeated. Thread-safe.
/// </summary>
internal sealed class GraphQLListSource : IListSource, IDisposable
{
    private const int Retries = 1;
    private readonly Uri _address;
    private readonly JsonExchange _exchange;

    public GraphQLListSource(GraphQLSourceConfiguration configuration, SourceEndpoint endpoint, HttpMessageInvoker client, TimeProvider clock)
    {
        Department = configuration.Department;
        _address = endpoint.Url ?? throw new ArgumentException($"The GraphQL source of {Department} needs an address.", nameof(endpoint));
        var bounds = new HttpBounds
        {
            Timeout = configuration.Timeout, MaxResponseBytes = configuration.MaxResponseBytes, Retries = Retries,
        };
        _exchange = new JsonExchange(Department, endpoint, AnswerForm.GraphQL, bounds, client, clock);
    }

    /// <inheritdoc/>
    public string Department { get; }

    /// <inheritdoc/>
    public async ValueTask<ListAnswer> ListAsync(ListRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var body = JsonSerializer.SerializeToUtf8Bytes(new { query = Text(request) });
        var answer = await _exchange.ReadAsync(_address, body, request.AccessId, cancellation);
        var page = Member(Member(answer, "data"), "list");
        if (Member(page, "edges") is not { Kind: DatumKind.List } edges
            || Member(Member(page, "pageInfo"), "hasNextPage") is not { Kind: DatumKind.Boolean } hasMore)
        {
            throw Invalid();
        }

        return new ListAnswer([.. edges.AsList().Select(edge => Row(edge, request.SortField is not null))], hasMore.AsBoolean(), AsOf: null);
    }

    /// <inheritdoc/>
    public void Dispose() => _exchange.Dispose();

    private static string Text(ListRequest request)
    {
        var names = request.Filters.Select(filter => filter.Argument).Append("first");
        var values = request.Filters.Select(filter => filter.Value).Append(Datum.From(request.Limit));
        if (request.After is { } after)
        {
            (names, values) = (names.Append("after"), values.Append(Datum.From(after)));
        }

        var text = new StringBuilder("query { list: ").Append(request.Field);
        EntitiesQuery.WriteArguments(text, new DatumObject([.. names], [.. values]));
        text.Append(CultureInfo.InvariantCulture, $" {{ edges {{ cursor node {{ __typename key: {request.KeyField}");
        text.Append(request.SortField is { } sort ? $" sort: {sort}" : "");
        return text.Append(" } } pageInfo { hasNextPage } } }").ToString();
    }

    private ListRow Row(Datum edge, bool isSorted)
    {
        var node = Member(edge, "node");
        return Member(edge, "cursor") is { Kind: DatumKind.String } cursor
            && Member(node, "__typename") is { Kind: DatumKind.String } type
            && Member(node, "key") is { Kind: DatumKind.String } key
            ? new ListRow(type.AsString(), key.AsString(), isSorted ? Moment(Member(node, "sort")) : null, cursor.AsString())
            : throw Invalid();
    }

    private DateTimeOffset? Moment(Datum sort) => sort.IsNull ? null
        : sort.Kind == DatumKind.String
            && DateTimeOffset.TryParse(sort.AsString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment
        : throw Invalid();

    private static Datum Member(Datum holder, string name) => holder.Kind == DatumKind.Object ? holder.AsObject()[name] : Datum.Null;

    private SourceException Invalid() => new(Department, SourceFault.Invalid, "The department's answer is no page of a list.");
}
