using System.Text.Json;
using Exchange.GraphQL.Values;

namespace Exchange.Adapters.Http;

/// <summary>Reads JSON of a department as raw values. The parser has bounded the depth before.</summary>
internal static class JsonDatum
{
    private const int MaxDepth = 64;

    /// <summary>The element as a raw value; numbers that fit 64 bits are integers.</summary>
    public static Datum Read(JsonElement element, int depth = 0)
    {
        if (depth > MaxDepth)
        {
            return Datum.Null;
        }

        return element.ValueKind switch
        {
            JsonValueKind.True => Datum.True,
            JsonValueKind.False => Datum.False,
            JsonValueKind.String => Datum.From(element.GetString()),
            JsonValueKind.Number => element.TryGetInt64(out var whole) ? Datum.From(whole) : Number(element),
            JsonValueKind.Array => Datum.From(element.EnumerateArray().Select(item => Read(item, depth + 1)).ToArray()),
            JsonValueKind.Object => Datum.From(Object(element, depth)),
            _ => Datum.Null,
        };
    }

    private static Datum Number(JsonElement element) =>
        element.TryGetDouble(out var number) && double.IsFinite(number) ? Datum.From(number) : Datum.From(element.GetRawText());

    private static DatumObject Object(JsonElement element, int depth)
    {
        var properties = element.EnumerateObject().ToArray();
        return new DatumObject(
            Array.ConvertAll(properties, property => property.Name),
            Array.ConvertAll(properties, property => Read(property.Value, depth + 1)));
    }
}
