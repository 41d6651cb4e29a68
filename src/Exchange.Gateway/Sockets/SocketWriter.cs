using System.Net.WebSockets;

namespace Exchange.Gateway.Sockets;

/// <summary>
/// Sends on one WebSocket, one message at a time. Whoever has something to send waits until the client has taken what came before; a client
/// that takes too long is cut off. Thread-safe.
/// </summary>
internal sealed class SocketWriter(WebSocket socket, TimeSpan patience, TimeProvider time) : IDisposable
{
    // How long the client has to answer a close; nothing of what it sends meanwhile counts.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _over = new(Timeout.InfiniteTimeSpan, time);
    private int _isClosing;

    /// <summary>Ends when the connection is to be cut.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>Whether the hub has said that it closes the connection, or is about to.</summary>
    public bool IsClosing => Volatile.Read(ref _isClosing) != 0;

    /// <summary>
    /// Sends one message; does nothing on a connection that closes or is gone, nor where nobody wants the message any more when its turn comes.
    /// </summary>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken unwanted = default)
    {
        if (IsClosing || !await TakeTurnAsync())
        {
            return;
        }

        try
        {
            if (!IsClosing && !unwanted.IsCancellationRequested)
            {
                await PatientlyAsync(limit => socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, limit).AsTask());
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Says why the connection closes, once, and cuts it when the client does not agree in time.</summary>
    public async ValueTask CloseAsync(SocketClose close)
    {
        if (Interlocked.Exchange(ref _isClosing, 1) != 0 || !await TakeTurnAsync())
        {
            return;
        }

        try
        {
            await PatientlyAsync(limit => socket.CloseOutputAsync(close.Status, close.Reason, limit));
            _over.CancelAfter(Farewell);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Cuts the connection.</summary>
    public void Cut() => _over.Cancel();

    public void Dispose()
    {
        _over.Dispose();
        _turn.Dispose();
    }

    private async ValueTask<bool> TakeTurnAsync()
    {
        try
        {
            await _turn.WaitAsync(_over.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async ValueTask PatientlyAsync(Func<CancellationToken, Task> send)
    {
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _over.Token);
        try
        {
            await send(either.Token);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            // The client is gone, does not read, or has closed its side.
            Cut();
        }
    }
}
