using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Exchange.Adapters.GraphQL.Subscriptions;

/// <summary>A kind of message that a server may send.</summary>
internal enum SocketMessageKind : byte
{
    Unknown,
    Acknowledgement,
    Ping,
    Pong,
    Next,
    Error,
    Complete,
}

/// <summary>One message of the <c>graphql-transport-ws</c> protocol, as a department sent it.</summary>
/// <param name="Kind">Its type.</param>
/// <param name="Id">The subscription; null for messages of the connection.</param>
/// <param name="Payload">The JSON that it carries, in the receiver's memory until the next message; empty for nothing.</param>
internal readonly record struct SocketMessage(SocketMessageKind Kind, string? Id, ReadOnlyMemory<byte> Payload)
{
    private const int MaxIdBytes = 32;

    /// <summary>Reads a message without building what it carries; null for what is none.</summary>
    public static SocketMessage? Read(ReadOnlyMemory<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text.Span);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? ReadObject(ref reader, text) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary><c>connection_init</c>, with the token where there is one.</summary>
    public static byte[] Init(string? token) => Write("connection_init", id: null, json =>
    {
        if (token is not null)
        {
            json.WriteStartObject("payload");
            json.WriteString("Authorization", $"Bearer {token}");
            json.WriteEndObject();
        }
    });

    /// <summary><c>subscribe</c> with the body of a GraphQL request, a JSON object, and the id of the access record.</summary>
    public static byte[] Subscribe(string id, ReadOnlySpan<byte> body, string accessId)
    {
        var inner = body.TrimEnd(" \t\r\n"u8);
        if (inner is not [(byte)'{', .., (byte)'}'])
        {
            throw new ArgumentException("The body of a request is a JSON object.", nameof(body));
        }

        // WHY spliced: the body is the hub's own JSON already, and is passed on as it is.
        var message = new ArrayBufferWriter<byte>(body.Length + 128);
        message.Write(Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","type":"subscribe","payload":"""));
        message.Write(inner[..^1]);
        message.Write(Encoding.UTF8.GetBytes($",\"extensions\":{{\"accessId\":\"{JsonEncodedText.Encode(accessId)}\"}}}}}}"));
        return message.WrittenSpan.ToArray();
    }

    /// <summary><c>complete</c>: nobody listens to the subscription any more.</summary>
    public static byte[] Complete(string id) => Write("complete", id);

    /// <summary><c>pong</c>.</summary>
    public static byte[] Pong() => Write("pong", id: null);

    private static SocketMessage? ReadObject(ref Utf8JsonReader reader, ReadOnlyMemory<byte> text)
    {
        var message = default(SocketMessage);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                message = message with { Kind = KindOf(ref reader) };
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                message = message with { Id = IdOf(ref reader) };
            }
            else if (reader.ValueTextEquals("payload"u8))
            {
                message = message with { Payload = Value(ref reader, text) };
            }
            else
            {
                reader.Skip();
            }
        }

        return reader.TokenType == JsonTokenType.EndObject && !reader.Read() ? message : null;
    }

    private static SocketMessageKind KindOf(ref Utf8JsonReader reader) =>
        reader.TokenType != JsonTokenType.String ? Unread(ref reader)
        : reader.ValueTextEquals("next"u8) ? SocketMessageKind.Next
        : reader.ValueTextEquals("ping"u8) ? SocketMessageKind.Ping
        : reader.ValueTextEquals("pong"u8) ? SocketMessageKind.Pong
        : reader.ValueTextEquals("complete"u8) ? SocketMessageKind.Complete
        : reader.ValueTextEquals("error"u8) ? SocketMessageKind.Error
        : reader.ValueTextEquals("connection_ack"u8) ? SocketMessageKind.Acknowledgement
        : SocketMessageKind.Unknown;

    private static SocketMessageKind Unread(ref Utf8JsonReader reader)
    {
        reader.Skip();
        return SocketMessageKind.Unknown;
    }

    private static string? IdOf(ref Utf8JsonReader reader)
    {
        // WHY bounded: the hub's own ids are short numbers; another is nobody's.
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.ValueSpan.Length <= MaxIdBytes ? reader.GetString() : null;
        }

        reader.Skip();
        return null;
    }

    private static ReadOnlyMemory<byte> Value(ref Utf8JsonReader reader, ReadOnlyMemory<byte> text)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return text[start..(int)reader.BytesConsumed];
    }

    private static byte[] Write(string type, string? id, Action<Utf8JsonWriter>? payload = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (id is not null)
            {
                json.WriteString("id", id);
            }

            json.WriteString("type", type);
            payload?.Invoke(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
