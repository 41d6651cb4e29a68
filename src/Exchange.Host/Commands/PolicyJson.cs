using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Exchange.Policy;

namespace Exchange.Host.Commands;

/// <summary>Reports about policies as JSON: names of values in words, codes and coordinates as plain texts.</summary>
internal static class PolicyJson
{
    public static JsonSerializerOptions Indented { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase),
            new TextConverter<DepartmentId>(id => id.Value),
            new TextConverter<Coordinate>(coordinate => coordinate.Value),
        },
    };

    private sealed class TextConverter<T>(Func<T, string> textOf) : JsonConverter<T>
    {
        // Reports are written, never read.
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(textOf(value));
    }
}
