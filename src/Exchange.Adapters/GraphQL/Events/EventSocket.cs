using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.Adapters.GraphQL.Events;

/// <summary>
/// One connection to a department, shared by all subscriptions, that speaks <c>graphql-transport-ws</c> as a client. It ends when the
/// department breaks the protocol, when nobody listens for a while, or when it is disposed; whoever still listens is told. Thread-safe.
/// </summary>
internal sealed class EventSocket : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Listener> _listeners = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _ending = new();
    private readonly string _department;
    private readonly SocketFrames _frames;
    private readonly EventSocketBounds _bounds;
    private readonly TimeProvider _clock;
    private Task _receiving = Task.CompletedTask;
    private long _subscribed;
    private bool _isOver;

    private EventSocket(string department, SocketFrames frames, EventSocketBounds bounds, TimeProvider clock)
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
    public static async Task<EventSocket> OpenAsync(
        string department, Uri address, string? token, EventSocketBounds bounds, TimeProvider clock, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(bounds.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        SocketFrames? frames = null;
        try
        {
            frames = await SocketFrames.ConnectAsync(address, bounds, either.Token);
            await frames.SendAsync(SocketMessage.Init(token), either.Token);
            while (await frames.ReceiveAsync(either.Token) is var message)
            {
                switch (message?.Type)
                {
                    case "connection_ack":
                        var socket = new EventSocket(department, frames, bounds, clock);
                        socket._receiving = socket.ReceiveAsync();

                        // WHY: whoever wanted it may have left while it was opened.
                        _ = socket.EndWhenIdleAsync();
                        return socket;
                    case "ping":
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

    /// <summary>Subscribes; null where the connection is over. <paramref name="cancellation"/> ends the subscription.</summary>
    public async ValueTask<IAsyncEnumerable<SourceEvent>?> TrySubscribeAsync(EventSubscription subscription, CancellationToken cancellation)
    {
        Listener listener;
        lock (_lock)
        {
            if (_isOver)
            {
                return null;
            }

            var id = (++_subscribed).ToString(CultureInfo.InvariantCulture);
            listener = new Listener(id, subscription.KeyField, Channel.CreateBounded<SourceEvent>(_bounds.MaxQueue));
            _listeners.Add(id, listener);
        }

        if (!await TrySendAsync(SocketMessage.Subscribe(listener.Id, subscription)))
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

    private async IAsyncEnumerable<SourceEvent> ReadAsync(Listener listener, [EnumeratorCancellation] CancellationToken cancellation)
    {
        try
        {
            await foreach (var told in listener.Events.Reader.ReadAllAsync(cancellation))
            {
                yield return told;
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
        switch (message.Type)
        {
            case "ping":
                return await TrySendAsync(SocketMessage.Pong());
            case "pong":
                return true;
            case "next" or "error" or "complete" when message.Id is { } id:
                if (Find(id) is { } listener && !listener.Take(message, _department))
                {
                    await LeaveAsync(listener);
                }

                return true;
            default:
                return false;
        }
    }

    private Listener? Find(string id)
    {
        lock (_lock)
        {
            return _listeners.GetValueOrDefault(id);
        }
    }

    private async Task LeaveAsync(Listener listener)
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
        List<Listener> listeners;
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
        listeners.ForEach(listener => listener.Events.Writer.TryComplete(reason));
    }

    /// <summary>One subscription.</summary>
    private sealed class Listener(string id, string keyField, Channel<SourceEvent> events)
    {
        public string Id => id;

        public Channel<SourceEvent> Events => events;

        public CancellationTokenRegistration Leaving { get; set; }

        /// <summary>Whether the department knows already that it is over.</summary>
        public bool IsEndedByDepartment { get; private set; }

        /// <summary>Takes a message; false when the subscription is over with it.</summary>
        public bool Take(SocketMessage message, string department)
        {
            if (message.Type != "next")
            {
                IsEndedByDepartment = true;
                return Over(message.Type == "complete"
                    ? null
                    : new SourceException(department, SourceFault.Unavailable, "The department refuses the subscription."));
            }

            if (message.Payload.Kind != DatumKind.Object
                || message.Payload.AsObject()["data"] is not { Kind: DatumKind.Object } data
                || data.AsObject()[SocketMessage.Alias] is not { Kind: DatumKind.Object } told
                || told.AsObject()["__typename"] is not { Kind: DatumKind.String } type
                || told.AsObject()[keyField] is not { Kind: DatumKind.String } key)
            {
                return Over(new SourceException(department, SourceFault.Invalid, "The department tells of something that is no event."));
            }

            return events.Writer.TryWrite(new SourceEvent(type.AsString(), key.AsString()))
                || Over(new SourceException(
                    department, SourceFault.Invalid, "The department tells of more events than are read (eventQueue)."));
        }

        private bool Over(SourceException? reason)
        {
            events.Writer.TryComplete(reason);
            return false;
        }
    }
}
