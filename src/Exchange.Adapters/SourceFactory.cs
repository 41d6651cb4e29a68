using System.Collections.Concurrent;
using System.Data.Common;
using Exchange.Adapters.Configuration;
using Exchange.Adapters.Files;
using Exchange.Adapters.GraphQL;
using Exchange.Adapters.GraphQL.Events;
using Exchange.Adapters.Http;
using Exchange.Adapters.Rest;
using Exchange.Adapters.Sql;
using Exchange.Federation.Sources;
using Microsoft.Data.Sqlite;

namespace Exchange.Adapters;

/// <summary>
/// Makes the sources of departments out of their configuration and their endpoints. Whatever is asked of a department over HTTP goes one
/// way, so that its bounds hold for all of it; these ways end with the factory. Thread-safe.
/// </summary>
/// <param name="client">The connections for all departments, see <see cref="DepartmentHttpClient"/>.</param>
/// <param name="clock">The clock that ages, time limits and pauses are measured by.</param>
public sealed class SourceFactory(HttpMessageInvoker client, TimeProvider clock) : IDisposable
{
    private const int GraphQLRetries = 1;
    private readonly ConcurrentDictionary<(SourceConfiguration, SourceEndpoint), JsonExchange> _exchanges = new();

    /// <summary>
    /// The source of fields. Throws <see cref="ArgumentException"/> when the endpoint lacks what the kind of source needs.
    /// </summary>
    public ISource Create(SourceConfiguration configuration, SourceEndpoint endpoint) => configuration switch
    {
        SqlSourceConfiguration sql => new SqlSource(sql, Connect(sql, endpoint), clock),
        RestSourceConfiguration rest => new RestSource(rest, endpoint, Exchange(rest, endpoint)),
        CsvSourceConfiguration csv => new CsvSource(csv, endpoint, clock),
        GraphQLSourceConfiguration graphQL => new GraphQLSource(graphQL, endpoint, Exchange(graphQL, endpoint)),
        _ => throw new ArgumentException("This kind of source is not known.", nameof(configuration)),
    };

    /// <summary>The department's lists, or null where it has none. The result may be disposable.</summary>
    public IListSource? CreateLists(SourceConfiguration configuration, SourceEndpoint endpoint) => configuration switch
    {
        SqlSourceConfiguration sql => new SqlListSource(sql, Connect(sql, endpoint)),
        RestSourceConfiguration { HasLists: true } rest => new RestListSource(rest, endpoint, Exchange(rest, endpoint)),
        CsvSourceConfiguration csv => new CsvListSource(csv, endpoint, clock),
        GraphQLSourceConfiguration { HasLists: true } graphQL => new GraphQLListSource(graphQL, endpoint, Exchange(graphQL, endpoint)),
        _ => null,
    };

    /// <summary>The department's stream of events, or null where it has none. The result may be disposable.</summary>
    public IEventSource? CreateEvents(SourceConfiguration configuration, SourceEndpoint endpoint) =>
        configuration is GraphQLSourceConfiguration { HasEvents: true } graphQL
            ? new GraphQLEventSource(graphQL, endpoint, Exchange(graphQL, endpoint).Client, clock)
            : null;

    /// <summary>The source of subject facts, or null where the department answers none.</summary>
    public IFactSource? CreateFacts(SourceConfiguration configuration, SourceEndpoint endpoint) =>
        configuration is SqlSourceConfiguration { HasFacts: true } sql ? new SqlFactSource(sql, Connect(sql, endpoint)) : null;

    /// <summary>Ends the ways to all departments; nothing is under way any more.</summary>
    public void Dispose()
    {
        foreach (var exchange in _exchanges.Values)
        {
            exchange.Dispose();
        }
    }

    private JsonExchange Exchange(RestSourceConfiguration rest, SourceEndpoint endpoint) => Exchange(
        rest,
        endpoint,
        AnswerForm.Json,
        new HttpBounds { Timeout = rest.Timeout, MaxResponseBytes = rest.MaxResponseBytes, Retries = rest.Retries });

    private JsonExchange Exchange(GraphQLSourceConfiguration graphQL, SourceEndpoint endpoint) => Exchange(
        graphQL,
        endpoint,
        AnswerForm.GraphQL,
        new HttpBounds { Timeout = graphQL.Timeout, MaxResponseBytes = graphQL.MaxResponseBytes, Retries = GraphQLRetries });

    private JsonExchange Exchange(SourceConfiguration configuration, SourceEndpoint endpoint, AnswerForm form, HttpBounds bounds) =>
        _exchanges.GetOrAdd(
            (configuration, endpoint), _ => new JsonExchange(configuration.Department, endpoint, form, bounds, client, clock));

    private static Func<DbConnection> Connect(SqlSourceConfiguration configuration, SourceEndpoint endpoint)
    {
        var connection = endpoint.Connection
            ?? throw new ArgumentException($"The SQL source of {configuration.Department} needs a connection string.", nameof(endpoint));
        return () => new SqliteConnection(connection);
    }
}
