using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Host.Telemetry;

/// <summary>
/// A span per HTTP request: method, route and status. Never the path, the query, a header or the address of whoever asks. Thread-safe.
/// </summary>
internal static class HttpSpans
{
    public const string Name = "Exchange.Http";

    private static readonly ActivitySource Spans = new(Name);
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    public static async Task RunAsync(HttpContext http, RequestDelegate next)
    {
        if (!Spans.HasListeners())
        {
            await next(http);
            return;
        }

        // WHY: each trace begins here. A caller's own trace id and baggage are a stranger's text, and would reach the collector.
        Activity.Current = null;
        using var span = Spans.StartActivity("http", ActivityKind.Server);
        await next(http);
        if (span is not null)
        {
            var method = Methods.Contains(http.Request.Method) ? http.Request.Method : "_OTHER";
            var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
            span.DisplayName = $"{method} {route}";
            span.SetTag("http.request.method", method);
            span.SetTag("http.route", route);
            span.SetTag("http.response.status_code", http.Response.StatusCode);
        }
    }
}
