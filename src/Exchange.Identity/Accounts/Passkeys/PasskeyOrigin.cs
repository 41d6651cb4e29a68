using Microsoft.AspNetCore.Identity;

namespace Exchange.Identity.Accounts.Passkeys;

/// <summary>Which pages may use the hub's passkeys: those of its own address, and none that is embedded in another's (WebAuthn §13.4.9).</summary>
internal static class PasskeyOrigin
{
    /// <summary>
    /// Whether the page that asked the authenticator is the hub's own: over TLS, or on this machine itself; where no host is set, at the very
    /// address that the request was sent to.
    /// </summary>
    public static bool IsOwn(PasskeyOriginValidationContext asked, string? passkeyHost)
    {
        if (asked.CrossOrigin || asked.TopOrigin is not null || !Uri.TryCreate(asked.Origin, UriKind.Absolute, out var origin))
        {
            return false;
        }

        var isSafe = origin.Scheme == Uri.UriSchemeHttps || (origin.Scheme == Uri.UriSchemeHttp && origin.IsLoopback);
        return isSafe && (passkeyHost is null
            ? string.Equals(origin.Authority, asked.HttpContext.Request.Host.Value, StringComparison.OrdinalIgnoreCase)
            : string.Equals(origin.Host, passkeyHost, StringComparison.OrdinalIgnoreCase));
    }
}
