using System.Buffers;
using System.Text;
using System.Text.Json;
using Exchange.Federation.Sources;
using Exchange.GraphQL;
using Exchange.GraphQL.Values;

namespace Exchange.Adapters.GraphQL.Events;

/// <summary>What a department is asked for its events: the type and the key of what comes to be, and nothing else of it.</summary>
internal static class EventQuery
{
    // WHY: a position, never text that a caller chose.
    private const string Alias = "f0";
    private const int MaxJsonDepth = 16;

    /// <summary>The body of the request.</summary>
    public static byte[] Body(EventSubscription subscription)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("query", Document(subscription));
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The event of an answer; null where it tells of none.</summary>
    public static SourceEvent? Read(ReadOnlySpan<byte> answer, string keyField)
    {
        try
        {
            return DatumReader.Read(answer, MaxJsonDepth) is { Kind: DatumKind.Object } response
                && response.AsObject()["data"] is { Kind: DatumKind.Object } data
                && data.AsObject()[Alias] is { Kind: DatumKind.Object } told
                && told.AsObject()["__typename"] is { Kind: DatumKind.String } type
                && told.AsObject()[keyField] is { Kind: DatumKind.String } key
                    ? new SourceEvent(type.AsString(), key.AsString())
                    : null;
        }
        catch (GraphQLException)
        {
            return null;
        }
    }

    private static string Document(EventSubscription subscription)
    {
        var text = new StringBuilder("subscription { ").Append(Alias).Append(": ").Append(subscription.Field);
        EntitiesQuery.WriteArguments(text, subscription.Arguments);
        return text.Append(" { __typename ").Append(subscription.KeyField).Append(" } }").ToString();
    }
}
