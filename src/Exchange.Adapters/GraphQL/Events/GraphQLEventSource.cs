using Exchange.Adapters.Configuration;
using Exchange.Federation.Sources;

namespace Exchange.Adapters.GraphQL.Events;

/// <summary>
/// The events of a department that runs a GraphQL service with subscriptions: one connection for all who listen, opened when the first does
/// and closed when nobody has for a while. What the department says in errors is never repeated. Thread-safe.
/// </summary>
internal sealed class GraphQLEventSource : IEventSource, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly Uri _address;
    private readonly string? _token;
    private readonly EventSocketBounds _bounds;
    private readonly TimeProvider _clock;
    private Task<EventSocket>? _socket;

    public GraphQLEventSource(
        GraphQLSourceConfiguration configuration, SourceEndpoint endpoint, TimeProvider clock, EventSocketBounds? bounds = null)
    {
        Department = configuration.Department;
        _address = SocketAddress(
            endpoint.Url ?? throw new ArgumentException($"The GraphQL source of {Department} needs an address.", nameof(endpoint)));
        _token = endpoint.Token;
        _bounds = bounds ?? new EventSocketBounds(configuration.Timeout);
        _clock = clock;
    }

    /// <inheritdoc/>
    public string Department { get; }

    /// <inheritdoc/>
    public async ValueTask<IAsyncEnumerable<SourceEvent>> SubscribeAsync(EventSubscription subscription, CancellationToken cancellation)
    {
        // WHY twice: the connection can come to its end between being found and being used; a new one has nobody else on it.
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            var socket = await Socket().WaitAsync(cancellation);
            if (await socket.TrySubscribeAsync(subscription, cancellation) is { } events)
            {
                return events;
            }
        }

        throw new SourceException(Department, SourceFault.Unavailable, "The department's connection for events broke off.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        if (_socket is { IsCompletedSuccessfully: true } open)
        {
            await (await open).DisposeAsync();
        }

        _closing.Dispose();
    }

    // WHY shared: while a department does not answer, all who listen to it wait for one attempt.
    private Task<EventSocket> Socket()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
            if (_socket is not { } socket || socket.IsFaulted || (socket.IsCompletedSuccessfully && !socket.Result.IsOpen))
            {
                var before = _socket;
                _socket = Task.Run(() => ReplaceAsync(before));
            }

            return _socket;
        }
    }

    private async Task<EventSocket> ReplaceAsync(Task<EventSocket>? before)
    {
        if (before is { IsCompletedSuccessfully: true })
        {
            await (await before).DisposeAsync();
        }

        return await EventSocket.OpenAsync(Department, _address, _token, _bounds, _clock, _closing.Token);
    }

    private static Uri SocketAddress(Uri address) =>
        new UriBuilder(address) { Scheme = address.Scheme == Uri.UriSchemeHttps ? "wss" : "ws" }.Uri;
}
