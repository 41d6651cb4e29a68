using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Exchange.FederationTests.Transport;

/// <summary>A department's side of <c>graphql-transport-ws</c>: acknowledges, and does to each subscription what a test says.</summary>
internal sealed class LoopbackStream(Func<LoopbackStream.Connection, string, Task> onSubscribe)
{
    private readonly List<string> _received = [];

    /// <summary>Every message of every connection.</summary>
    public IReadOnlyList<string> Received
    {
        get
        {
            lock (_received)
            {
                return [.. _received];
            }
        }
    }

    public async Task AnswerAsync(int number, HttpContext context)
    {
        try
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync("graphql-transport-ws");
            var connection = new Connection(socket, context);
            while (await connection.ReceiveAsync() is { } text)
            {
                await TakeAsync(connection, text);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            // The other side is gone.
        }
    }

    private async Task TakeAsync(Connection connection, string text)
    {
        lock (_received)
        {
            _received.Add(text);
        }

        using var message = JsonDocument.Parse(text);
        switch (message.RootElement.GetProperty("type").GetString())
        {
            case "connection_init":
                await connection.SendAsync("""{"type":"connection_ack"}""");
                break;
            case "subscribe":
                await onSubscribe(connection, message.RootElement.GetProperty("id").GetString()!);
                break;
        }
    }

    /// <summary>One connection.</summary>
    internal sealed class Connection(WebSocket socket, HttpContext context)
    {
        public Task SendAsync(string text) =>
            socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);

        public Task NextAsync(string id, string payload) => SendAsync($$"""{"id":"{{id}}","type":"next","payload":{{payload}}}""");

        public void Abort() => context.Abort();

        public async Task<string?> ReceiveAsync()
        {
            var buffer = new byte[64 * 1024];
            var read = await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted);
            return read.MessageType == WebSocketMessageType.Close ? null : Encoding.UTF8.GetString(buffer, 0, read.Count);
        }
    }
}
