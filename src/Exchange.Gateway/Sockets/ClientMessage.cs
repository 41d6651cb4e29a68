using System.Text.Json;
using Exchange.Gateway.Http;

namespace Exchange.Gateway.Sockets;

/// <summary>The kinds of message that a client may send.</summary>
internal enum ClientMessageType : byte
{
    ConnectionInit,
    Subscribe,
    Complete,
    Ping,
    Pong,
}

/// <summary>One message of a client (GraphQL over WebSocket, "Message types").</summary>
/// <param name="Type">Its kind.</param>
/// <param name="Id">The operation that it is about; empty where it is about none.</param>
/// <param name="Payload">What it carries; undefined where it carries nothing.</param>
internal readonly record struct ClientMessage(ClientMessageType Type, string Id, JsonElement Payload)
{
    private const int MaxIdLength = 128;

    // A message wraps the parameters of a request into its payload.
    private static readonly JsonDocumentOptions JsonOptions = new() { MaxDepth = RequestEnvelope.MaxDepth + 1 };

    /// <summary>The message as JSON, which the caller disposes of; null where it is none.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> text)
    {
        try
        {
            return JsonDocument.Parse(text, JsonOptions);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads a message; null and what is wrong with it where it is none of the protocol.</summary>
    public static ClientMessage? Read(JsonElement root, out string? fault)
    {
        try
        {
            fault = FaultOf(root, out var message);
            return fault is null ? message : null;
        }
        catch (InvalidOperationException)
        {
            fault = "it holds half of a surrogate pair, which is no text";
            return null;
        }
    }

    private static string? FaultOf(JsonElement root, out ClientMessage message)
    {
        message = default;
        if (root.ValueKind != JsonValueKind.Object)
        {
            return "it must be a JSON object";
        }

        if (TypeOf(root) is not { } type)
        {
            return "its type is none that a client sends";
        }

        var isOfOperation = type is ClientMessageType.Subscribe or ClientMessageType.Complete;
        var id = isOfOperation ? TextOf(root, "id") : "";
        if (isOfOperation && id is not { Length: > 0 and <= MaxIdLength })
        {
            return $"its id must be a text of 1 to {MaxIdLength} characters";
        }

        var hasPayload = root.TryGetProperty("payload", out var payload) && payload.ValueKind != JsonValueKind.Null;
        if (hasPayload ? payload.ValueKind != JsonValueKind.Object : type == ClientMessageType.Subscribe)
        {
            return "its payload must be an object";
        }

        message = new ClientMessage(type, id!, payload);
        return null;
    }

    private static ClientMessageType? TypeOf(JsonElement root) => TextOf(root, "type") switch
    {
        "connection_init" => ClientMessageType.ConnectionInit,
        "subscribe" => ClientMessageType.Subscribe,
        "complete" => ClientMessageType.Complete,
        "ping" => ClientMessageType.Ping,
        "pong" => ClientMessageType.Pong,
        _ => null,
    };

    private static string? TextOf(JsonElement root, string name) =>
        root.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
