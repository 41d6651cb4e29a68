using System.Globalization;
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

    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && HasOffset(reader.GetString()!) && reader.TryGetDateTimeOffset(out var instant)
            ? instant
            : throw new JsonException("A time is expected, with its offset.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    /// <summary>The same of a text; null for anything else.</summary>
    public static DateTimeOffset? Parse(string text) =>
        HasOffset(text) && DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant : null;

    private static bool HasOffset(string text) =>
        text.Length > OffsetLength
        && (text[^1] == 'Z' || (text[^OffsetLength] is '+' or '-' && text[^3] == ':' && text.Contains('T', StringComparison.Ordinal)));
}
