using System.Globalization;
using System.Runtime.CompilerServices;
using Exchange.Federation.Sources;

namespace Exchange.Adapters.GraphQL.Subscriptions;

/// <summary>
/// One connection to a department, shared by all subscriptions, that speaks <c>graphql-transport-ws</c> as a client. It ends when the
/// department breaks the protocol, when nobody listens for a while, or when it is disposed; whoever still listens is told. Thread-safe.
/// </summary>
internal sealed class SubscriptionSocket : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SubscriptionListener> _listeners = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _ending = new();
    private readonly string _department;
    private readonly SocketFrames _frames;
    private readonly SocketBounds _bounds;
    private readonly TimeProvider _clock;
    private Task _receiving = Task.CompletedTask;
    private long _subscribed;
    private bool _isOver;

    private SubscriptionSocket(string department, SocketFrames frames, SocketBounds bounds, TimeProvider clock)
    {
        _department = department;
        _frames = frames;
        _bounds = bounds;
        _clock = clock;
    }

    /// <summary>Whether subscriptions can be made on it.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_lock)
            {
                return !_isOver;
            }
        }
    }

    /// <summary>Connects and waits until the department has accepted the token. Throws <see cref="SourceException"/> alone.</summary>
    public static async Task<SubscriptionSocket> OpenAsync(
        string department,
        SocketAddress address,
        HttpMessageInvoker client,
        SocketBounds bounds,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(bounds.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        SocketFrames? frames = null;
        try
        {
            frames = await SocketFrames.ConnectAsync(address, client, bounds, either.Token);
            await frames.SendAsync(SocketMessage.Init(address.Token), either.Token);
            while (await frames.ReceiveAsync(either.Token) is var message)
            {
                switch (message?.Kind)
                {
                    case SocketMessageKind.Acknowledgement:
                        var socket = new SubscriptionSocket(department, frames, bounds, clock);
                        socket._receiving = socket.ReceiveAsync();

                        // WHY: whoever wanted it may have left while it was opened.
                        _ = socket.EndWhenIdleAsync();
                        return socket;
                    case SocketMessageKind.Ping:
                        await frames.SendAsync(SocketMessage.Pong(), either.Token);
                        break;
                    default:
                        throw new SourceException(
                            department, SourceFault.Invalid, "The department does not acknowledge a connection for events.");
                }
            }

            throw new SourceException(department, SourceFault.Unavailable, "The department's connection for events broke off.");
        }
        catch (Exception exception)
        {
            frames?.Dispose();
            throw exception as SourceException
                ?? new SourceException(
                    department, SourceFault.Unavailable, "The department cannot be reached for events, or does not answer in time.");
        }
    }

    /// <summary>
    /// Subscribes with the body of a GraphQL request; null where the connection is over. <paramref name="cancellation"/> ends the
    /// subscription.
    /// </summary>
    public async ValueTask<IAsyncEnumerable<SubgraphAnswer>?> TrySubscribeAsync(
        ReadOnlyMemory<byte> body, string accessId, CancellationToken cancellation)
    {
        SubscriptionListener listener;
        lock (_lock)
        {
            if (_isOver)
            {
                return null;
            }

            var id = (++_subscribed).ToString(CultureInfo.InvariantCulture);
            listener = new SubscriptionListener(id, _department, _bounds);
            _listeners.Add(id, listener);
        }

        if (!await TrySendAsync(SocketMessage.Subscribe(listener.Id, body.Span, accessId)))
        {
            return null;
        }

        // WHY: whoever leaves before the first event has not begun to read, and the department must be told all the same.
        listener.Leaving = cancellation.UnsafeRegister(_ => _ = LeaveAsync(listener), null);
        return ReadAsync(listener, cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        End(new SourceException(_department, SourceFault.Unavailable, "The hub closed the connection for events."));
        await _receiving;
        _ending.Dispose();
        _frames.Dispose();
    }

    private async IAsyncEnumerable<SubgraphAnswer> ReadAsync(
        SubscriptionListener listener, [EnumeratorCancellation] CancellationToken cancellation)
    {
        try
        {
            await foreach (var answer in listener.ReadAsync(cancellation))
            {
                yield return answer;
            }
        }
        finally
        {
            await LeaveAsync(listener);
        }
    }

    private async Task ReceiveAsync()
    {
        var end = new SourceException(_department, SourceFault.Unavailable, "The department's connection for events broke off.");
        try
        {
            while (await _frames.ReceiveAsync(_ending.Token) is { } message && await TakeAsync(message))
            {
            }
        }
        catch (Exception)
        {
            // WHY everything: however the connection ends, those who listen are told in the hub's words alone.
        }

        End(end);
        using var patience = new CancellationTokenSource(_bounds.Timeout, _clock);
        await _frames.CloseAsync(patience.Token);
    }

    // False for what the protocol does not know: the connection is then over.
    private async ValueTask<bool> TakeAsync(SocketMessage message)
    {
        switch (message.Kind)
        {
            case SocketMessageKind.Ping:
                return await TrySendAsync(SocketMessage.Pong());
            case SocketMessageKind.Pong:
                return true;
            case SocketMessageKind.Next or SocketMessageKind.Error or SocketMessageKind.Complete when message.Id is { } id:
                if (Find(id) is { } listener && !listener.Take(message))
                {
                    await LeaveAsync(listener);
                }

                return true;
            default:
                return false;
        }
    }

    private SubscriptionListener? Find(string id)
    {
        lock (_lock)
        {
            return _listeners.GetValueOrDefault(id);
        }
    }

    private async Task LeaveAsync(SubscriptionListener listener)
    {
        // WHY first: one that the connection ended is no longer known here, and its reader lives on.
        listener.Leaving.Unregister();
        bool isLast;
        lock (_lock)
        {
            if (!_listeners.Remove(listener.Id))
            {
                return;
            }

            isLast = _listeners.Count == 0 && !_isOver;
        }

        if (!listener.IsEndedByDepartment)
        {
            await TrySendAsync(SocketMessage.Complete(listener.Id));
        }

        if (isLast)
        {
            _ = EndWhenIdleAsync();
        }
    }

    private async Task EndWhenIdleAsync()
    {
        var before = Interlocked.Read(ref _subscribed);
        try
        {
            await Task.Delay(_bounds.Idle, _clock, _ending.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            return;
        }

        // WHY the number too: whoever came and left meanwhile waits for itself.
        End(
            new SourceException(_department, SourceFault.Unavailable, "The connection for events was idle."),
            onlyIf: () => _listeners.Count == 0 && before == _subscribed);
    }

    private async ValueTask<bool> TrySendAsync(byte[] message)
    {
        try
        {
            using var timeout = new CancellationTokenSource(_bounds.Timeout, _clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _ending.Token);
            await _frames.SendAsync(message, either.Token);
            return true;
        }
        catch (Exception)
        {
            // WHY everything: as above.
            End(new SourceException(_department, SourceFault.Unavailable, "The department's connection for events takes no message."));
            return false;
        }
    }

    private void End(SourceException reason, Func<bool>? onlyIf = null)
    {
        List<SubscriptionListener> listeners;
        lock (_lock)
        {
            if (_isOver || onlyIf?.Invoke() == false)
            {
                return;
            }

            _isOver = true;
            listeners = [.. _listeners.Values];
            _listeners.Clear();
        }

        _ending.Cancel();
        listeners.ForEach(listener => listener.End(reason));
    }
}
