using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Exchange.GraphQL.Values;

/// <summary>Writes values as JSON (GraphQL September 2025, section 7.2.1). Stateless and safe to share between threads.</summary>
public static class DatumWriter
{
    // WHY: relaxed escaping keeps Chinese text at three bytes a character; answers are served as JSON, never placed inside HTML.
    internal static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Writes <paramref name="value"/> as UTF-8 JSON. Throws <see cref="ArgumentException"/> for a float that is not finite and
    /// <see cref="InvalidOperationException"/> beyond 1,000 nested levels.
    /// </summary>
    public static void Write(IBufferWriter<byte> output, Datum value)
    {
        using var writer = new Utf8JsonWriter(output, Options);
        Write(writer, value);
    }

    /// <summary>Writes <paramref name="value"/> at the writer's position; the writer's own depth limit bounds the nesting.</summary>
    public static void Write(Utf8JsonWriter writer, Datum value)
    {
        switch (value.Kind)
        {
            case DatumKind.Null:
                writer.WriteNullValue();
                break;
            case DatumKind.Boolean:
                writer.WriteBooleanValue(value.AsBoolean());
                break;
            case DatumKind.Integer:
                writer.WriteNumberValue(value.AsInteger());
                break;
            case DatumKind.Float:
                writer.WriteNumberValue(value.AsFloat());
                break;
            case DatumKind.List:
                WriteList(writer, value.AsList());
                break;
            case DatumKind.Object:
                WriteObject(writer, value.AsObject());
                break;
            default:
                writer.WriteStringValue(value.AsString());
                break;
        }
    }

    private static void WriteList(Utf8JsonWriter writer, Datum[] items)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            Write(writer, item);
        }

        writer.WriteEndArray();
    }

    private static void WriteObject(Utf8JsonWriter writer, DatumObject value)
    {
        writer.WriteStartObject();
        for (var i = 0; i < value.Count; i++)
        {
            writer.WritePropertyName(value.Names[i]);
            Write(writer, value.Values[i]);
        }

        writer.WriteEndObject();
    }
}
