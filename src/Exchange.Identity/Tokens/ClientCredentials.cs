using System.Net;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Exchange.Identity.Tokens;

/// <summary>A client's id and secret as presented.</summary>
/// <param name="ClientId">The id.</param>
/// <param name="Secret">The secret.</param>
internal sealed record ClientCredentials(string ClientId, string Secret)
{
    private const string Basic = "Basic ";

    /// <summary>
    /// Reads <c>client_secret_basic</c> or <c>client_secret_post</c> (RFC 6749 §2.3.1), never both. Neither credentials nor an error:
    /// the request carries none that can be read.
    /// </summary>
    public static (ClientCredentials? Client, OAuthError? Error) Read(StringValues authorization, string? formClientId, string? formSecret)
    {
        if (authorization.Count == 0)
        {
            return (formClientId is not null && formSecret is not null ? new ClientCredentials(formClientId, formSecret) : null, null);
        }

        if (formSecret is not null || authorization.Count > 1)
        {
            return (null, OAuthError.InvalidRequest("The client authenticates in more than one way; use the header or the body."));
        }

        var client = FromBasic(authorization[0] ?? "");
        return formClientId is not null && client is not null && client.ClientId != formClientId
            ? (null, OAuthError.InvalidRequest("client_id in the body is not the client of the header."))
            : (client, null);
    }

    private static ClientCredentials? FromBasic(string header)
    {
        if (!header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var decoded = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Basic.Length..].Trim(), decoded, out var length))
        {
            return null;
        }

        var pair = Encoding.UTF8.GetString(decoded, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);

        // Both halves are form-encoded before they are joined (RFC 6749 §2.3.1).
        return colon < 0 ? null : new ClientCredentials(WebUtility.UrlDecode(pair[..colon]), WebUtility.UrlDecode(pair[(colon + 1)..]));
    }
}
