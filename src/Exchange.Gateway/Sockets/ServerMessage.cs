using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Exchange.Gateway.Sockets;

/// <summary>The messages that the hub sends (GraphQL over WebSocket, "Message types").</summary>
internal static class ServerMessage
{
    public static readonly ReadOnlyMemory<byte> ConnectionAck = """{"type":"connection_ack"}"""u8.ToArray();
    public static readonly ReadOnlyMemory<byte> Ping = """{"type":"ping"}"""u8.ToArray();

    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The answer to a ping, with what it carried.</summary>
    public static ReadOnlyMemory<byte> Pong(JsonElement payload) => Write("pong", null, payload.ValueKind == JsonValueKind.Object
        ? json =>
        {
            // As it stands: text that is no Unicode could not be written anew.
            json.WritePropertyName("payload");
            json.WriteRawValue(JsonMarshal.GetRawUtf8Value(payload), skipInputValidation: true);
        }
        : static _ => { });

    /// <summary>An answer of an operation.</summary>
    public static ReadOnlyMemory<byte> Next(string id, ReadOnlyMemory<byte> answer) => Write("next", id, json =>
    {
        json.WritePropertyName("payload");
        json.WriteRawValue(answer.Span, skipInputValidation: true);
    });

    /// <summary>The errors of an operation that did not run; nothing follows.</summary>
    public static ReadOnlyMemory<byte> Error(string id, ReadOnlyMemory<byte> answer)
    {
        using var document = JsonDocument.Parse(answer);
        var errors = document.RootElement.GetProperty("errors");
        return Write("error", id, json =>
        {
            json.WritePropertyName("payload");
            errors.WriteTo(json);
        });
    }

    /// <summary>An operation has no further answer.</summary>
    public static ReadOnlyMemory<byte> Complete(string id) => Write("complete", id, static _ => { });

    private static ReadOnlyMemory<byte> Write(string type, string? id, Action<Utf8JsonWriter> payload)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Form))
        {
            json.WriteStartObject();
            if (id is not null)
            {
                json.WriteString("id", id);
            }

            json.WriteString("type", type);
            payload(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
