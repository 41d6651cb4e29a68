using System.Text;
using System.Text.Json;
using Exchange.Federation.Sources;
using Exchange.GraphQL;
using Exchange.GraphQL.Values;

namespace Exchange.Adapters.GraphQL.Events;

/// <summary>One message of the <c>graphql-transport-ws</c> protocol, as a department sent it.</summary>
/// <param name="Type">The message type.</param>
/// <param name="Id">The subscription; null for messages of the connection.</param>
/// <param name="Payload">What it carries; null for nothing.</param>
internal readonly record struct SocketMessage(string Type, string? Id, Datum Payload)
{
    /// <summary>The name under which the event stands in an answer: a position, never text that a caller chose.</summary>
    public const string Alias = "f0";

    private const int MaxJsonDepth = 16;

    /// <summary>Reads a message; null for what is none.</summary>
    public static SocketMessage? Read(ReadOnlySpan<byte> text)
    {
        try
        {
            return DatumReader.Read(text, MaxJsonDepth) is { Kind: DatumKind.Object } message
                && message.AsObject()["type"] is { Kind: DatumKind.String } type
                    ? new SocketMessage(type.AsString(), TextOf(message.AsObject()["id"]), message.AsObject()["payload"])
                    : null;
        }
        catch (GraphQLException)
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

    /// <summary><c>subscribe</c>: the type and the key of what comes to be, and nothing else of it.</summary>
    public static byte[] Subscribe(string id, EventSubscription subscription) => Write("subscribe", id, json =>
    {
        json.WriteStartObject("payload");
        json.WriteString("query", Document(subscription));
        json.WriteStartObject("extensions");
        json.WriteString("accessId", subscription.AccessId);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <summary><c>complete</c>: nobody listens to the subscription any more.</summary>
    public static byte[] Complete(string id) => Write("complete", id);

    /// <summary><c>pong</c>.</summary>
    public static byte[] Pong() => Write("pong", id: null);

    /// <summary>The document that a department is asked with.</summary>
    public static string Document(EventSubscription subscription)
    {
        var text = new StringBuilder("subscription { ").Append(Alias).Append(": ").Append(subscription.Field);
        EntitiesQuery.WriteArguments(text, subscription.Arguments);
        return text.Append(" { __typename ").Append(subscription.KeyField).Append(" } }").ToString();
    }

    private static string? TextOf(Datum value) => value.Kind == DatumKind.String ? value.AsString() : null;

    private static byte[] Write(string type, string? id, Action<Utf8JsonWriter>? payload = null)
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
            payload?.Invoke(json);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
