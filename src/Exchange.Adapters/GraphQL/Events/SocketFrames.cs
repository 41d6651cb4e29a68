using System.Net.WebSockets;

namespace Exchange.Adapters.GraphQL.Events;

/// <summary>Sends and receives whole messages of one WebSocket. Sending is thread-safe; one receiver at a time.</summary>
internal sealed class SocketFrames(ClientWebSocket socket, int maxMessageBytes) : IDisposable
{
    private readonly SemaphoreSlim _sending = new(1);
    private readonly byte[] _buffer = new byte[4 * 1024];

    public const string Protocol = "graphql-transport-ws";

    /// <summary>Connects; a redirect is not followed, and no proxy learns of it.</summary>
    public static async Task<SocketFrames> ConnectAsync(Uri address, EventSocketBounds bounds, CancellationToken cancellation)
    {
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.AddSubProtocol(Protocol);
            socket.Options.KeepAliveInterval = bounds.KeepAlive;
            socket.Options.KeepAliveTimeout = bounds.KeepAlive;
            using var handler = new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,

                // WHY: no trace id goes to departments; those who share one could join what each was asked.
                ActivityHeadersPropagator = null,
            };
            using var invoker = new HttpMessageInvoker(handler);
            await socket.ConnectAsync(address, invoker, cancellation);
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

    /// <summary>The next message; null when the department closed, or sent what no message may be.</summary>
    public async Task<SocketMessage?> ReceiveAsync(CancellationToken cancellation)
    {
        var message = new MemoryStream();
        while (true)
        {
            var read = await socket.ReceiveAsync(_buffer.AsMemory(), cancellation);
            if (read.MessageType != WebSocketMessageType.Text || message.Length + read.Count > maxMessageBytes)
            {
                return null;
            }

            message.Write(_buffer, 0, read.Count);
            if (read.EndOfMessage)
            {
                return SocketMessage.Read(message.GetBuffer().AsSpan(0, (int)message.Length));
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
