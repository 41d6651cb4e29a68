using Exchange.Adapters.Configuration;
using Exchange.Adapters.GraphQL.Subscriptions;
using Exchange.Adapters.Http;
using Exchange.Federation.Sources;

namespace Exchange.Adapters.GraphQL;

/// <summary>A GraphQL service over HTTP, its subscriptions over a WebSocket: bytes there and back. Thread-safe.</summary>
internal sealed class HttpSubgraphSource : ISubgraphSource, IAsyncDisposable
{
    private readonly Uri _address;
    private readonly DepartmentTransport _transport;
    private readonly JointReads _joint;
    private readonly SubscriptionConnection _subscriptions;

    public HttpSubgraphSource(string name, SourceEndpoint endpoint, HttpBounds bounds, HttpMessageInvoker client, TimeProvider clock)
    {
        Name = name;
        _address = endpoint.HttpAddress($"The subgraph {name}");
        _transport = new DepartmentTransport(name, endpoint, AnswerForm.GraphQL, bounds, client, clock);
        _joint = new JointReads(SendAsync);
        var socket = new SocketBounds(bounds.Timeout)
        {
            MaxMessageBytes = bounds.MaxResponseBytes, MaxQueuedBytes = 2 * bounds.MaxResponseBytes,
        };
        _subscriptions = new SubscriptionConnection(name, SocketAddress.Of(endpoint, name, clock), _transport.Client, socket, clock);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public ValueTask<SubgraphAnswer> FetchAsync(SubgraphRequest request, CancellationToken cancellation) =>
        request is { ShareKey: not null, IsQuery: true } ? _joint.FetchAsync(request, cancellation) : SendAsync(request, cancellation);

    /// <inheritdoc/>
    public ValueTask<IAsyncEnumerable<SubgraphAnswer>> SubscribeAsync(SubgraphRequest request, CancellationToken cancellation) =>
        _subscriptions.SubscribeAsync(request.Body, request.AccessId, cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _subscriptions.DisposeAsync();
        _transport.Dispose();
    }

    private ValueTask<SubgraphAnswer> SendAsync(SubgraphRequest request, CancellationToken cancellation) =>
        _transport.SendAsync(new DepartmentRequest(_address, request.Body, request.AccessId, request.IsQuery), cancellation);
}
