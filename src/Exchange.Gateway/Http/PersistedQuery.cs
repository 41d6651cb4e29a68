using System.Text.Json;

namespace Exchange.Gateway.Http;

/// <summary>Reads <c>extensions.persistedQuery</c>, the way in which Apollo's clients name a document by its hash.</summary>
internal static class PersistedQuery
{
    private const int HashDigits = 64;

    /// <summary>The hash, 64 hexadecimal digits; null where there is none. Throws <see cref="EnvelopeException"/> for one that is none.</summary>
    public static string? HashIn(JsonElement extensions)
    {
        if (extensions.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (extensions.ValueKind != JsonValueKind.Object)
        {
            throw EnvelopeException.Misshapen("The parameter \"extensions\" must be an object or null.");
        }

        return !extensions.TryGetProperty("persistedQuery", out var persisted) || persisted.ValueKind == JsonValueKind.Null ? null
            : Hash(persisted) ?? throw EnvelopeException.Misshapen(
                $"\"persistedQuery\" in \"extensions\" must be {{\"version\": 1, \"sha256Hash\": …}} with {HashDigits} hexadecimal digits.");
    }

    private static string? Hash(JsonElement persisted) =>
        persisted.ValueKind == JsonValueKind.Object
        && persisted.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number && version.GetRawText() == "1"
        && persisted.TryGetProperty("sha256Hash", out var hash) && hash.ValueKind == JsonValueKind.String
        && hash.GetString() is { Length: HashDigits } digits && digits.All(char.IsAsciiHexDigit)
            ? digits
            : null;
}
