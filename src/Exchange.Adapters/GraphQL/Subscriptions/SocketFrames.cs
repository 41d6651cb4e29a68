using System.Net.WebSockets;

namespace Exchange.Adapters.GraphQL.Subscriptions;

/// <summary>Sends and receives whole messages of one WebSocket. Sending is thread-safe; one receiver at a time.</summary>
internal sealed class SocketFrames(ClientWebSocket socket, int maxMessageBytes) : IDisposable
{
    private const int SmallBuffer = 4 * 1024;
    private readonly SemaphoreSlim _sending = new(1);
    private byte[] _buffer = new byte[SmallBuffer];

    public const string Protocol = "graphql-transport-ws";

    /// <summary>Connects over the connections that the department is asked over otherwise.</summary>
    public static async Task<SocketFrames> ConnectAsync(
        SocketAddress address, HttpMessageInvoker client, SocketBounds bounds, CancellationToken cancellation)
    {
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.AddSubProtocol(Protocol);
            socket.Options.KeepAliveInterval = bounds.KeepAlive;
            socket.Options.KeepAliveTimeout = bounds.KeepAlive;
            if (address.Signer is { } signer)
            {
                var (input, signature) = signer.SignOpening(address.Url);
                socket.Options.SetRequestHeader("Signature-Input", input);
                socket.Options.SetRequestHeader("Signature", signature);
            }

            await socket.ConnectAsync(address.Url, client, cancellation);
            return new SocketFrames(socket, bounds.MaxMessageBytes);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async Task SendAsync(byte[] message, CancellationToken cancellation)
    {
        await _sending.WaitAsync(cancellation);
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancellation);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>
    /// The next message, whose payload is gone when the one after it is asked for; null when the department closed, or sent what no message
    /// may be.
    /// </summary>
    public async Task<SocketMessage?> ReceiveAsync(CancellationToken cancellation)
    {
        // WHY: one large message does not keep its memory for the life of the connection.
        if (_buffer.Length > 16 * SmallBuffer)
        {
            _buffer = new byte[SmallBuffer];
        }

        var length = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellation);
            length += read.Count;
            if (read.MessageType != WebSocketMessageType.Text || length > maxMessageBytes)
            {
                return null;
            }

            if (read.EndOfMessage)
            {
                return SocketMessage.Read(_buffer.AsMemory(0, length));
            }

            if (length == _buffer.Length)
            {
                Array.Resize(ref _buffer, checked(2 * length));
            }
        }
    }

    /// <summary>Says that the connection is over, for as long as <paramref name="cancellation"/> lets it.</summary>
    public async Task CloseAsync(CancellationToken cancellation)
    {
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellation);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            // It is over already.
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        _sending.Dispose();
    }
}
