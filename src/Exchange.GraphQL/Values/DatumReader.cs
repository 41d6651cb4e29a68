using System.Runtime.InteropServices;
using System.Text.Json;

namespace Exchange.GraphQL.Values;

/// <summary>
/// Reads JSON into values: variables of a request and answers of sources. Integers that fit 64 bits stay integers, every other number
/// becomes a float. Refuses what JSON parsers disagree about (equal names in one object, lone surrogates) with a
/// <see cref="GraphQLException"/> that tells the byte offset and never the content. Stateless and safe to share between threads.
/// </summary>
public static class DatumReader
{
    /// <summary>How many values one text of a caller may hold, lists and objects included (limit <c>values</c>).</summary>
    public const int MaxCallerValues = 20_000;

    /// <summary>Above this many names in one object, duplicates are found by a set instead of by comparing.</summary>
    private const int LinearNames = 8;

    /// <summary>
    /// Reads one whole JSON text. Throws <see cref="GraphQLException"/>: <c>BAD_USER_INPUT</c> for text that is not JSON,
    /// <c>LIMIT_EXCEEDED</c> with limit <c>valueDepth</c> beyond <paramref name="maxDepth"/> nested lists and objects, or with limit
    /// <c>values</c> beyond <paramref name="maxValues"/> values.
    /// </summary>
    public static Datum Read(ReadOnlySpan<byte> utf8, int maxDepth = 64, int maxValues = int.MaxValue)
    {
        // WHY: one level more than ours, so that our own counter stops first and names the limit.
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = checked(maxDepth + 1) });
        try
        {
            reader.Read();
            var value = ReadValue(ref reader, new Allowance(maxDepth, maxValues));
            if (reader.Read())
            {
                throw Malformed("The JSON text goes on after its value ended", reader.TokenStartIndex);
            }

            return value;
        }
        catch (JsonException)
        {
            // WHY: the parser's own message quotes the offending character.
            throw Malformed("The text is not valid JSON", reader.BytesConsumed);
        }
    }

    /// <summary>Reads an element of a caller's JSON document, at most <see cref="MaxCallerValues"/>; same errors as for bytes.</summary>
    public static Datum Read(JsonElement element, int maxDepth = 64) =>
        Read(JsonMarshal.GetRawUtf8Value(element), maxDepth, MaxCallerValues);

    /// <summary>
    /// Reads the value at the reader's position and leaves the reader on its last token; a fresh reader is advanced to its first token.
    /// Throws <see cref="JsonException"/> where the text is not JSON, else as for bytes.
    /// </summary>
    public static Datum Read(ref Utf8JsonReader reader, int maxDepth = 64)
    {
        if (reader.TokenType is JsonTokenType.None or JsonTokenType.PropertyName)
        {
            reader.Read();
        }

        return ReadValue(ref reader, new Allowance(maxDepth, int.MaxValue));
    }

    private static Datum ReadValue(ref Utf8JsonReader reader, Allowance allowance)
    {
        allowance.Value(ref reader);
        return reader.TokenType switch
        {
            JsonTokenType.Null => Datum.Null,
            JsonTokenType.True => Datum.True,
            JsonTokenType.False => Datum.False,
            JsonTokenType.String => Datum.From(ReadText(ref reader)),
            JsonTokenType.Number => ReadNumber(ref reader),
            JsonTokenType.StartArray => ReadList(ref reader, allowance),
            JsonTokenType.StartObject => ReadObject(ref reader, allowance),
            _ => throw Malformed("A JSON value is expected", reader.TokenStartIndex),
        };
    }

    private static Datum ReadNumber(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt64(out var integer))
        {
            return Datum.From(integer);
        }

        return reader.TryGetDouble(out var number) && double.IsFinite(number)
            ? Datum.From(number)
            : throw Malformed("A number is too large", reader.TokenStartIndex);
    }

    private static Datum ReadList(ref Utf8JsonReader reader, Allowance allowance)
    {
        allowance.Enter(ref reader);
        var items = new List<Datum>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadValue(ref reader, allowance));
        }

        allowance.Leave();
        return Datum.From(items.ToArray());
    }

    private static Datum ReadObject(ref Utf8JsonReader reader, Allowance allowance)
    {
        allowance.Enter(ref reader);
        var names = new List<string>();
        var values = new List<Datum>();
        HashSet<string>? seen = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = ReadText(ref reader);
            if (names.Count == LinearNames)
            {
                seen = new HashSet<string>(names, StringComparer.Ordinal);
            }

            if (seen is null ? names.Contains(name) : !seen.Add(name))
            {
                throw Malformed("A JSON object holds the same name twice; write every name once", reader.TokenStartIndex);
            }

            names.Add(name);
            reader.Read();
            values.Add(ReadValue(ref reader, allowance));
        }

        allowance.Leave();
        return Datum.From(new DatumObject([.. names], [.. values]));
    }

    private static string ReadText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Malformed("A text is not valid Unicode", reader.TokenStartIndex);
        }
    }

    private static GraphQLException Malformed(string problem, long offset) =>
        new(new GraphQLError(ErrorCodes.BadUserInput, $"{problem} (at byte {offset})."));

    /// <summary>What one text may still hold.</summary>
    private sealed class Allowance(int depthLeft, int valuesLeft)
    {
        public void Value(ref Utf8JsonReader reader)
        {
            if (valuesLeft-- <= 0)
            {
                throw Exceeded("values", "The JSON text holds too many values", "Send fewer at a time.", reader.TokenStartIndex);
            }
        }

        public void Enter(ref Utf8JsonReader reader)
        {
            if (depthLeft-- <= 0)
            {
                throw Exceeded("valueDepth", "The JSON value nests too deep", "Send a flatter value.", reader.TokenStartIndex);
            }
        }

        public void Leave() => depthLeft++;

        private static GraphQLException Exceeded(string limit, string problem, string remedy, long offset) =>
            new(new GraphQLError(ErrorCodes.LimitExceeded, $"{problem} at byte {offset} ({limit}). {remedy}") { Limit = limit });
    }
}
