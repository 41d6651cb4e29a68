using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Exchange.Demo.Sources;
using Microsoft.AspNetCore.Http;

namespace Exchange.IntegrationTests.Adapters;

/// <summary>A department's side of a WebSocket, written by a test: each connection runs the script, and what arrives is kept.</summary>
internal sealed class LoopbackSocket : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<string> _received = [];
    private LoopbackServer? _server;
    private int _connections;
    private int _open;

    public Uri Address => new(_server!.Address, "graphql");

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>How many connections are open now.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Every message of every connection.</summary>
    public IReadOnlyList<JsonElement> Received
    {
        get
        {
            lock (_lock)
            {
                return [.. _received.Select(text => JsonDocument.Parse(text).RootElement)];
            }
        }
    }

    /// <summary>Runs <paramref name="script"/> on each message: it may answer as it likes.</summary>
    public static async Task<LoopbackSocket> StartAsync(Func<Connection, JsonElement, Task> script)
    {
        var started = new LoopbackSocket();
        started._server = await LoopbackServer.StartAsync(context => started.ServeAsync(context, script), TestContext.Current.CancellationToken);
        return started;
    }

    /// <summary>A department that acknowledges, and does what <paramref name="onSubscribe"/> says to a subscription.</summary>
    public static Task<LoopbackSocket> AcknowledgingAsync(Func<Connection, string, Task> onSubscribe) => StartAsync(async (connection, message) =>
    {
        switch (message.GetProperty("type").GetString())
        {
            case "connection_init":
                await connection.SendAsync("""{"type":"connection_ack"}""");
                break;
            case "subscribe":
                await onSubscribe(connection, message.GetProperty("id").GetString()!);
                break;
        }
    });

    public static string Next(string id, string type, string key) =>
        $$$$$"""{"id":"{{{{{id}}}}}","type":"next","payload":{"data":{"f0":{"__typename":"{{{{{type}}}}}","eventId":"{{{{{key}}}}}"}}}}""";

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task ServeAsync(HttpContext context, Func<Connection, JsonElement, Task> script)
    {
        Interlocked.Increment(ref _connections);
        Interlocked.Increment(ref _open);
        try
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync("graphql-transport-ws");
            var connection = new Connection(socket, context);
            while (await connection.ReceiveAsync() is { } text)
            {
                lock (_lock)
                {
                    _received.Add(text);
                }

                await script(connection, JsonDocument.Parse(text).RootElement);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            // The hub's side is gone.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    /// <summary>One connection.</summary>
    internal sealed class Connection(WebSocket socket, HttpContext context)
    {
        public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

        public Task SendAsync(byte[] message, WebSocketMessageType type) => socket.SendAsync(message, type, true, context.RequestAborted);

        public Task CloseAsync(int code, string reason) => socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, context.RequestAborted);

        public void Abort() => context.Abort();

        public async Task<string?> ReceiveAsync()
        {
            var buffer = new byte[64 * 1024];
            var read = await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted);
            return read.MessageType == WebSocketMessageType.Close ? null : Encoding.UTF8.GetString(buffer, 0, read.Count);
        }
    }
}
