using System.Security.Claims;
using Exchange.Gateway;
using Exchange.Identity.Schemes;
using Exchange.Pipeline.Callers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Host.Composition;

/// <summary>
/// The sign-in as the graph sees it: the session scheme decides, anew for every request, with everything that it demands of a session.
/// </summary>
internal static class HubSessions
{
    public static readonly SessionPorts Ports = new(ReadAsync, http => ReadAnewAsync(http, isUse: false));

    // WHY: the scheme looks once per request, and many requests come over one WebSocket.
    private static ValueTask<SessionReading> ReadAsync(HttpContext http) =>
        http.WebSockets.IsWebSocketRequest ? ReadAnewAsync(http, isUse: true) : AuthenticateAsync(http);

    private static async ValueTask<SessionReading> ReadAnewAsync(HttpContext http, bool isUse)
    {
        await using var scope = http.RequestServices.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        var look = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = http.RequestAborted };
        look.Request.Method = HttpMethods.Get;
        look.Request.Headers.Cookie = http.Request.Headers.Cookie;
        if (!isUse)
        {
            look.SetEndpoint(SessionLook.Endpoint);
        }

        return await AuthenticateAsync(look);
    }

    private static async ValueTask<SessionReading> AuthenticateAsync(HttpContext http)
    {
        var result = await http.AuthenticateAsync(ExchangeClaims.SessionScheme);
        return new SessionReading(!result.None, result.Principal is { } principal ? Account(principal) : null);
    }

    private static SignedInAccount? Account(ClaimsPrincipal principal) =>
        principal.FindFirstValue(ExchangeClaims.Subject) is { Length: > 0 } id
            ? new SignedInAccount(
                id,
                principal.FindFirstValue(ExchangeClaims.Department),
                All(principal, ExchangeClaims.Role),
                All(principal, ExchangeClaims.Purpose),
                principal.FindFirstValue(ExchangeClaims.Region))
            {
                Person = principal.FindFirstValue(ExchangeClaims.Person),
            }
            : null;

    private static IReadOnlyList<string> All(ClaimsPrincipal principal, string type) => [.. principal.FindAll(type).Select(claim => claim.Value)];
}
