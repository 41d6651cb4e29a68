using Exchange.Pipeline.Callers;
using Microsoft.AspNetCore.Http;

namespace Exchange.Gateway.Http;

/// <summary>Finds the session of a request, and where the browser says that it comes from.</summary>
internal static class RequestSession
{
    private const string Csrf = "X-CSRF";
    private const string FetchSite = "Sec-Fetch-Site";

    /// <summary>The session; null where there is none, or where the request names a way of its own to say who it is.</summary>
    public static ValueTask<SessionCredential?> FindAsync(HttpContext http, SessionReader? sessions) => FindAsync(
        http, sessions, account => new SessionCredential
        {
            Account = account,
            IsIntended = http.Request.Headers[Csrf] == "1",
            IsCrossSite = IsCrossSite(http.Request),
        });

    /// <summary>
    /// The session that a WebSocket is opened with. WHY the Origin alone decides: a page cannot send the header X-CSRF with the handshake,
    /// and browsers let no page choose its Origin; so it has to be there and the hub's own, and then it says what the header would.
    /// </summary>
    public static ValueTask<SessionCredential?> FindForSocketAsync(HttpContext http, SessionReader? sessions) => FindAsync(
        http, sessions, account => new SessionCredential
        {
            Account = account,
            IsIntended = true,
            IsCrossSite = http.Request.Headers.Origin.Count == 0 || IsCrossSite(http.Request),
        });

    private static async ValueTask<SessionCredential?> FindAsync(
        HttpContext http, SessionReader? sessions, Func<SignedInAccount?, SessionCredential> credential)
    {
        if (sessions is null || http.Request.Headers.Authorization.Count > 0)
        {
            return null;
        }

        var session = await sessions(http);
        return session.IsPresent ? credential(session.Account) : null;
    }

    // WHY: the cookie's SameSite and the header X-CSRF keep other sites out by themselves; this holds where a browser fails at either.
    private static bool IsCrossSite(HttpRequest request) =>
        (request.Headers[FetchSite] is { Count: > 0 } site && site != "same-origin" && site != "none")
        || (request.Headers.Origin is { Count: > 0 } origin && !IsOwn(origin.ToString(), request.Host));

    // The scheme is left out: a proxy in front may speak https where the hub hears http.
    private static bool IsOwn(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page)
        && page.Host.Trim('[', ']').Equals(host.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase)
        && (host.Port is null ? page.IsDefaultPort : page.Port == host.Port);
}
