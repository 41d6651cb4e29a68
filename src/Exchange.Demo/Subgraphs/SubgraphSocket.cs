using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using Exchange.GraphQL;
using Exchange.GraphQL.Values;
using Microsoft.AspNetCore.Http;

namespace Exchange.Demo.Subgraphs;

/// <summary>
/// One connection by <c>graphql-transport-ws</c>: the token comes in <c>connection_init</c>, then as many subscriptions as the caller likes.
/// </summary>
internal sealed class SubgraphSocket(SubgraphService service, string token)
{
    private const string Protocol = "graphql-transport-ws";
    private const int MaxMessageBytes = 64 * 1024;
    private const int MaxSubscriptions = 2_000;
    private static readonly TimeSpan InitTimeout = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, CancellationTokenSource> _subscriptions = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _sending = new(1);
    private bool _isAcknowledged;

    /// <summary>Serves the connection until one side ends it.</summary>
    public async Task ServeAsync(HttpContext context)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(Protocol);
        try
        {
            var (status, reason) = context.WebSockets.WebSocketRequestedProtocols.Contains(Protocol)
                ? await ReadAsync(socket, ending.Token)
                : (4406, "Subprotocol not acceptable");
            await socket.CloseOutputAsync((WebSocketCloseStatus)status, reason, ending.Token);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            // The caller is gone; what it listened to ends below.
        }

        await ending.CancelAsync();
    }

    private async Task<(int Status, string Reason)> ReadAsync(WebSocket socket, CancellationToken ending)
    {
        using var init = CancellationTokenSource.CreateLinkedTokenSource(ending);
        init.CancelAfter(InitTimeout);
        while (true)
        {
            DatumObject? message;
            try
            {
                message = await ReceiveAsync(socket, _isAcknowledged ? ending : init.Token);
            }
            catch (OperationCanceledException) when (!ending.IsCancellationRequested)
            {
                return (4408, "Connection initialisation timeout");
            }

            if (message is null)
            {
                return socket.State == WebSocketState.CloseReceived ? ((int)WebSocketCloseStatus.NormalClosure, "") : (4400, "Invalid message");
            }

            if (await TakeAsync(socket, message, ending) is { } end)
            {
                return end;
            }
        }
    }

    // Why the connection is over; null while it goes on.
    private async Task<(int Status, string Reason)?> TakeAsync(WebSocket socket, DatumObject message, CancellationToken ending)
    {
        switch (SubgraphJson.TextOf(message, "type"))
        {
            case "connection_init" when _isAcknowledged:
                return (4429, "Too many initialisation requests");
            case "connection_init" when SubgraphJson.TextOf(SubgraphJson.ObjectOf(message, "payload"), "Authorization") != $"Bearer {token}":
                return (4403, "Forbidden");
            case "connection_init":
                _isAcknowledged = true;
                await SendAsync(socket, "connection_ack", null, null, ending);
                return null;
            case "ping":
                await SendAsync(socket, "pong", null, null, ending);
                return null;
            case "pong":
                return null;
            case "subscribe" when !_isAcknowledged:
                return (4401, "Unauthorized");
            case "subscribe" when SubgraphJson.TextOf(message, "id") is { } id && SubgraphJson.ObjectOf(message, "payload") is { } payload:
                return Begin(socket, id, payload, ending);
            case "complete" when SubgraphJson.TextOf(message, "id") is { } id:
                if (_subscriptions.TryRemove(id, out var subscription))
                {
                    await subscription.CancelAsync();
                    subscription.Dispose();
                }

                return null;
            default:
                return (4400, "Invalid message");
        }
    }

    private (int Status, string Reason)? Begin(WebSocket socket, string id, DatumObject payload, CancellationToken ending)
    {
        var stopping = CancellationTokenSource.CreateLinkedTokenSource(ending);
        if (_subscriptions.Count >= MaxSubscriptions || !_subscriptions.TryAdd(id, stopping))
        {
            stopping.Dispose();
            return (4409, "Subscriber already exists, or there are too many");
        }

        _ = RunAsync(socket, id, payload, stopping, ending);
        return null;
    }

    private async Task RunAsync(WebSocket socket, string id, DatumObject payload, CancellationTokenSource subscription, CancellationToken ending)
    {
        var stopping = subscription.Token;
        try
        {
            var accessId = SubgraphJson.TextOf(SubgraphJson.ObjectOf(payload, "extensions"), "accessId") ?? "";
            var opened = await service.SubscribeAsync(
                SubgraphJson.TextOf(payload, "query") ?? "",
                SubgraphJson.TextOf(payload, "operationName"),
                SubgraphJson.ObjectOf(payload, "variables"),
                accessId,
                stopping);
            if (opened.Responses is not { } responses)
            {
                await SendAsync(socket, "error", id, json => SubgraphJson.Write(json, opened.Errors), ending);
                return;
            }

            await foreach (var response in responses.WithCancellation(stopping))
            {
                await SendAsync(socket, "next", id, json => SubgraphJson.Write(json, response), ending);
            }

            await SendAsync(socket, "complete", id, null, ending);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException or GraphQLException
            or ObjectDisposedException)
        {
            // Nobody listens any more.
        }
        finally
        {
            // WHY it alone: the caller may have ended it and given its id to another.
            if (_subscriptions.TryRemove(KeyValuePair.Create(id, subscription)))
            {
                subscription.Dispose();
            }
        }
    }

    private static async Task<DatumObject?> ReceiveAsync(WebSocket socket, CancellationToken ending)
    {
        var buffer = new byte[4 * 1024];
        var message = new MemoryStream();
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(), ending);
            if (read.MessageType != WebSocketMessageType.Text || message.Length + read.Count > MaxMessageBytes)
            {
                return null;
            }

            message.Write(buffer, 0, read.Count);
            if (read.EndOfMessage)
            {
                return SubgraphJson.Read(message.GetBuffer().AsSpan(0, (int)message.Length));
            }
        }
    }

    private async Task SendAsync(WebSocket socket, string type, string? id, Action<Utf8JsonWriter>? payload, CancellationToken ending)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (id is not null)
            {
                json.WriteString("id", id);
            }

            json.WriteString("type", type);
            if (payload is not null)
            {
                json.WritePropertyName("payload");
                payload(json);
            }

            json.WriteEndObject();
        }

        await _sending.WaitAsync(ending);
        try
        {
            await socket.SendAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), WebSocketMessageType.Text, endOfMessage: true, ending);
        }
        finally
        {
            _sending.Release();
        }
    }
}
