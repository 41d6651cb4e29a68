using System.Text.Json;
using System.Text.Json.Serialization;

namespace Exchange.Console.Access;

/// <summary>
/// A time in a request says its offset from UTC (RFC 3339, section 5.6). WHY refused without: it would be read by the clock of the machine that the
/// hub happens to run on.
/// </summary>
internal sealed class ZonedInstant : JsonConverter<DateTimeOffset>
{
    private const int OffsetLength = 6;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
        && reader.GetString() is { Length: > OffsetLength } text
        && (text[^1] == 'Z' || (text[^OffsetLength] is '+' or '-' && text[^3] == ':' && text.Contains('T', StringComparison.Ordinal)))
        && reader.TryGetDateTimeOffset(out var instant)
            ? instant
            : throw new JsonException("A time is expected, with its offset.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
