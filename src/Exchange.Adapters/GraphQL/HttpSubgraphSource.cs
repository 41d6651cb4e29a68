using Exchange.Adapters.Configuration;
using Exchange.Adapters.Http;
using Exchange.Federation.Sources;

namespace Exchange.Adapters.GraphQL;

/// <summary>A GraphQL service over HTTP: bytes there and back. Thread-safe.</summary>
internal sealed class HttpSubgraphSource : ISubgraphSource, IAsyncDisposable
{
    private readonly Uri _address;
    private readonly DepartmentTransport _transport;

    public HttpSubgraphSource(string name, SourceEndpoint endpoint, HttpBounds bounds, HttpMessageInvoker client, TimeProvider clock)
    {
        Name = name;
        _address = endpoint.Url ?? throw new ArgumentException($"The subgraph {name} needs an address.", nameof(endpoint));
        _transport = new DepartmentTransport(name, endpoint, AnswerForm.GraphQL, bounds, client, clock);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public async ValueTask<SubgraphAnswer> FetchAsync(SubgraphRequest request, CancellationToken cancellation) =>
        await _transport.SendAsync(new DepartmentRequest(_address, request.Body, request.AccessId, request.IsQuery), cancellation);

    /// <inheritdoc/>
    public ValueTask<IAsyncEnumerable<SubgraphAnswer>> SubscribeAsync(SubgraphRequest request, CancellationToken cancellation) =>
        throw new SourceException(Name, SourceFault.Unavailable, "The subgraph has no stream.");

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _transport.Dispose();
        return ValueTask.CompletedTask;
    }
}
