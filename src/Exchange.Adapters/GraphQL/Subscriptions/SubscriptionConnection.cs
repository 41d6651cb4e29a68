using Exchange.Federation.Sources;

namespace Exchange.Adapters.GraphQL.Subscriptions;

/// <summary>
/// The subscriptions of one department: one connection for all who listen, opened when the first does and closed when nobody has for a
/// while. What the department says in errors of the connection is never repeated. Thread-safe.
/// </summary>
internal sealed class SubscriptionConnection(
    string department, SocketAddress address, HttpMessageInvoker client, SocketBounds bounds, TimeProvider clock) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _closing = new();
    private Task<SubscriptionSocket>? _socket;
    private long _attempted;

    /// <summary>
    /// Returns once the department has been asked: its answers from then on, to be read once. Throws <see cref="SourceException"/> when it
    /// cannot be subscribed to; reading throws it when the stream breaks.
    /// </summary>
    public async ValueTask<IAsyncEnumerable<SubgraphAnswer>> SubscribeAsync(
        ReadOnlyMemory<byte> body, string accessId, CancellationToken cancellation)
    {
        // WHY twice: the connection can come to its end between being found and being used; a new one has nobody else on it.
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            var socket = await Socket().WaitAsync(cancellation);
            if (await socket.TrySubscribeAsync(body, accessId, cancellation) is { } answers)
            {
                return answers;
            }
        }

        throw new SourceException(department, SourceFault.Unavailable, "The department's connection for events broke off.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task<SubscriptionSocket>? last;
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
    private Task<SubscriptionSocket> Socket()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
            if (_socket is not { } socket || IsOver(socket))
            {
                var before = _socket;
                _attempted = clock.GetTimestamp();
                _socket = Task.Run(() => ReplaceAsync(before));
            }

            return _socket;
        }
    }

    private bool IsOver(Task<SubscriptionSocket> socket) => socket.IsCompletedSuccessfully
        ? !socket.Result.IsOpen
        : socket.IsCompleted && clock.GetElapsedTime(_attempted) >= bounds.BetweenAttempts;

    private async Task<SubscriptionSocket> ReplaceAsync(Task<SubscriptionSocket>? before)
    {
        if (before is { IsCompletedSuccessfully: true })
        {
            await (await before).DisposeAsync();
        }

        return await SubscriptionSocket.OpenAsync(department, address, client, bounds, clock, _closing.Token);
    }
}
