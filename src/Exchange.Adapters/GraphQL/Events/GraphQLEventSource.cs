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
    private long _attempted;

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
        Task<EventSocket>? last;
        lock (_lock)
        {
            if (_closing.IsCancellationRequested)
            {
                return;
            }

            _closing.Cancel();
            last = _socket;
        }

        if (last is not null)
        {
            // WHY awaited: one that is about to be open would stay so.
            await ((Task)last).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await (last.IsCompletedSuccessfully ? last.Result.DisposeAsync() : ValueTask.CompletedTask);
        }

        _closing.Dispose();
    }

    // WHY shared: while a department does not answer, all who listen to it wait for one attempt; one that is down refuses at once, so an
    // attempt speaks for those that come shortly after it too.
    private Task<EventSocket> Socket()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
            if (_socket is not { } socket || IsOver(socket))
            {
                var before = _socket;
                _attempted = _clock.GetTimestamp();
                _socket = Task.Run(() => ReplaceAsync(before));
            }

            return _socket;
        }
    }

    private bool IsOver(Task<EventSocket> socket) => socket.IsCompletedSuccessfully
        ? !socket.Result.IsOpen
        : socket.IsCompleted && _clock.GetElapsedTime(_attempted) >= _bounds.BetweenAttempts;

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
