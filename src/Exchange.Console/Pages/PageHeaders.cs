using Microsoft.AspNetCore.Http;

namespace Exchange.Console.Pages;

/// <summary>What the console's pages may do in a browser: talk to this hub, and nothing else.</summary>
internal static class PageHeaders
{
    // WHY 'unsafe-inline' for styles alone: Ant Design and the query editor write style elements while they run, and their content is not
    // known before. A style can change what is seen but runs nothing; scripts come from this hub's files only, workers from them or a blob
    // of theirs (the editor's).
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self' data:; "
        + "style-src 'self' 'unsafe-inline'; worker-src 'self' blob:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    // Passkeys are made and used by these pages; nothing else of the device is.
    private const string PermissionsPolicy =
        "publickey-credentials-get=(self), publickey-credentials-create=(self), "
        + "camera=(), microphone=(), geolocation=(), payment=(), usb=()";

    public static void Write(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = PermissionsPolicy;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
