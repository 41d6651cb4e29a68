using System.Net;
using Microsoft.AspNetCore.Http;

namespace Exchange.Host.Federation;

/// <summary>
/// Lets in programs of one's own machine and keeps pages of other sites out, though their browser runs on it: a gateway without sign-in must
/// not be read by whatever page a developer happens to have open.
/// </summary>
internal static class OwnMachine
{
    public static Task RequireAsync(HttpContext http, RequestDelegate next)
    {
        if (IsOwn(http.Request))
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return http.Response.WriteAsync("This gateway serves programs of this machine, and no pages of other sites.", http.RequestAborted);
    }

    // WHY the host too: a name of another site that resolves to this machine would make that site's pages seem to be of this origin.
    private static bool IsOwn(HttpRequest request) =>
        IsMachine(request.Host.Host)
        && (request.Headers.Origin.Count == 0 || IsPageOfMachine(request.Headers.Origin.ToString()))
        && request.Headers["Sec-Fetch-Site"] != "cross-site";

    private static bool IsMachine(string host) => host == "localhost" || IPAddress.TryParse(host, out _);

    private static bool IsPageOfMachine(string origin) => Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.IsLoopback;
}
