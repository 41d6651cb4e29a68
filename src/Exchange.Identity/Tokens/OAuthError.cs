using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Exchange.Identity.Tokens;

/// <summary>An error answer of the token endpoint (RFC 6749 §5.2).</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Error">The registered code.</param>
/// <param name="Description">One sentence in ASCII, without anything the caller sent.</param>
internal sealed record OAuthError(
    [property: JsonIgnore] int Status,
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("error_description")] string Description)
{
    public static OAuthError InvalidClient { get; } =
        new(StatusCodes.Status401Unauthorized, "invalid_client", "The client is unknown, its secret is wrong, or it is suspended.");

    public static OAuthError TooLarge { get; } =
        new(StatusCodes.Status413PayloadTooLarge, "invalid_request", "The body is larger than 16384 bytes.");

    public static OAuthError UnsupportedGrantType { get; } =
        new(StatusCodes.Status400BadRequest, "unsupported_grant_type", "Only client_credentials is supported.");

    public static OAuthError InvalidScope { get; } =
        new(StatusCodes.Status400BadRequest, "invalid_scope", "The only scope is exchange; leave it out to get it.");

    public static OAuthError NoIssuer { get; } =
        InvalidRequest("This address is not loopback; the operator has to set Identity:Issuer.");

    public static OAuthError InvalidRequest(string description) => new(StatusCodes.Status400BadRequest, "invalid_request", description);
}
