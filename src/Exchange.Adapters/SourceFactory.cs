using System.Data.Common;
using Exchange.Adapters.Configuration;
using Exchange.Adapters.Files;
using Exchange.Adapters.GraphQL;
using Exchange.Adapters.GraphQL.Events;
using Exchange.Adapters.Rest;
using Exchange.Adapters.Sql;
using Exchange.Federation.Sources;
using Microsoft.Data.Sqlite;

namespace Exchange.Adapters;

/// <summary>Makes the source of a department out of its configuration and its endpoint. Thread-safe.</summary>
/// <param name="client">The connections for all departments, see <see cref="Http.DepartmentHttpClient"/>.</param>
/// <param name="clock">The clock that ages, time limits and pauses are measured by.</param>
public sealed class SourceFactory(HttpMessageInvoker client, TimeProvider clock)
{
    /// <summary>
    /// The source of fields. Throws <see cref="ArgumentException"/> when the endpoint lacks what the kind of source needs.
    /// The result may be disposable.
    /// </summary>
    public ISource Create(SourceConfiguration configuration, SourceEndpoint endpoint) => configuration switch
    {
        SqlSourceConfiguration sql => new SqlSource(sql, Connect(sql, endpoint), clock),
        RestSourceConfiguration rest => new RestSource(rest, endpoint, client, clock),
        CsvSourceConfiguration csv => new CsvSource(csv, endpoint, clock),
        GraphQLSourceConfiguration graphQL => new GraphQLSource(graphQL, endpoint, client, clock),
        _ => throw new ArgumentException("This kind of source is not known.", nameof(configuration)),
    };

    /// <summary>The department's lists, or null where it has none.</summary>
    public IListSource? CreateLists(SourceConfiguration configuration, SourceEndpoint endpoint) => configuration switch
    {
        SqlSourceConfiguration sql => new SqlListSource(sql, Connect(sql, endpoint)),
        RestSourceConfiguration { HasLists: true } rest => new RestListSource(rest, endpoint, client, clock),
        GraphQLSourceConfiguration { HasLists: true } graphQL => new GraphQLListSource(graphQL, endpoint, client, clock),
        _ => null,
    };

    /// <summary>The department's stream of events, or null where it has none. The result may be disposable.</summary>
    public IEventSource? CreateEvents(SourceConfiguration configuration, SourceEndpoint endpoint) =>
        configuration is GraphQLSourceConfiguration { HasEvents: true } graphQL ? new GraphQLEventSource(graphQL, endpoint, client, clock) : null;

    /// <summary>The source of subject facts, or null where the department answers none.</summary>
    public IFactSource? CreateFacts(SourceConfiguration configuration, SourceEndpoint endpoint) =>
        configuration is SqlSourceConfiguration { HasFacts: true } sql ? new SqlFactSource(sql, Connect(sql, endpoint)) : null;

    private static Func<DbConnection> Connect(SqlSourceConfiguration configuration, SourceEndpoint endpoint)
    {
        var connection = endpoint.Connection
            ?? throw new ArgumentException($"The SQL source of {configuration.Department} needs a connection string.", nameof(endpoint));
        return () => new SqliteConnection(connection);
    }
}
