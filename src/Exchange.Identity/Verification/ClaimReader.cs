using System.Text.Json;
using Exchange.Identity.Tokens;
using Microsoft.IdentityModel.Tokens;

namespace Exchange.Identity.Verification;

/// <summary>
/// Reads the hub's claims out of a token's payload, strictly: a claim of another type than promised is a malformed token.
/// </summary>
internal static class ClaimReader
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>The claims, or null where one is missing or of the wrong type.</summary>
    public static AccessTokenClaims? Read(string encodedPayload)
    {
        try
        {
            using var payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(encodedPayload), Strict);
            var claims = payload.RootElement;
            return new AccessTokenClaims
            {
                ClientId = Required(claims, "client_id"),
                Department = Required(claims, "department"),
                Roles = Codes(claims, "roles"),
                Purposes = Codes(claims, "purposes"),
                Region = Optional(claims, "region"),
                Officer = Optional(claims, "officer"),
                TokenId = Required(claims, "jti"),
                ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty("exp").GetInt64()),
            };
        }
        catch (Exception cause) when (cause is JsonException or FormatException or InvalidOperationException or KeyNotFoundException
            or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static string Required(JsonElement claims, string name) =>
        Optional(claims, name) is { Length: > 0 } value ? value : throw new FormatException(name);

    private static string? Optional(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string[] Codes(JsonElement claims, string name) =>
        [.. claims.GetProperty(name).EnumerateArray().Select(code => code.GetString() ?? throw new FormatException(name))];
}
