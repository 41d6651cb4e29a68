using System.Runtime.CompilerServices;
using Exchange.Adapters.Configuration;
using Exchange.Adapters.GraphQL.Subscriptions;
using Exchange.Adapters.Http;
using Exchange.Federation.Sources;

namespace Exchange.Adapters.GraphQL.Events;

/// <summary>The events of a department that runs a GraphQL service with subscriptions. Thread-safe.</summary>
internal sealed class GraphQLEventSource : IEventSource, IAsyncDisposable
{
    private readonly DepartmentClient _client;
    private readonly SubscriptionConnection _connection;

    public GraphQLEventSource(
        GraphQLSourceConfiguration configuration,
        SourceEndpoint endpoint,
        HttpMessageInvoker client,
        TimeProvider clock,
        SocketBounds? bounds = null)
    {
        Department = configuration.Department;
        _client = new DepartmentClient(client, endpoint.Http.Tls);
        _connection = new SubscriptionConnection(
            Department,
            SocketAddress.Of(endpoint, Department, clock),
            _client.Invoker,
            bounds ?? new SocketBounds(configuration.Timeout),
            clock);
    }

    /// <inheritdoc/>
    public string Department { get; }

    /// <inheritdoc/>
    public async ValueTask<IAsyncEnumerable<SourceEvent>> SubscribeAsync(EventSubscription subscription, CancellationToken cancellation)
    {
        var answers = await _connection.SubscribeAsync(EventQuery.Body(subscription), subscription.AccessId, cancellation);
        return ReadAsync(answers, subscription.KeyField, cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _client.Dispose();
    }

    private async IAsyncEnumerable<SourceEvent> ReadAsync(
        IAsyncEnumerable<SubgraphAnswer> answers, string keyField, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var answer in answers.WithCancellation(cancellation))
        {
            using (answer)
            {
                yield return EventQuery.Read(answer.Body.Span, keyField)
                    ?? throw new SourceException(Department, SourceFault.Invalid, "The department tells of something that is no event.");
            }
        }
    }
}
