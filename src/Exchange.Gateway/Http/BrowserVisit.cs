using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Exchange.Gateway.Http;

/// <summary>Tells a person's browser that opens <c>/graphql</c> from a client that asks it something.</summary>
internal static class BrowserVisit
{
    private const string Text =
        "This is the graph of the hub. Programs ask it with POST (GraphQL over HTTP) and an access token from /connect/token; "
        + "this build has no console to ask it from a browser.";

    private const string OpenText =
        "This is a federation gateway for development. Programs ask it with POST (GraphQL over HTTP); "
        + "this build has no explorer to ask it from a browser.";

    /// <summary>Whether somebody looks at the address: a GET that wants HTML, names no GraphQL media type and says not who it is.</summary>
    public static bool Is(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && request.Headers.Authorization.Count == 0
        && MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
        && accepted.Any(IsHtml)
        && !accepted.Any(range => range.Quality is not 0 && range.Type == "application" && IsJson(range));

    /// <summary>Leads to the query explorer, or says that there is none. What stood in the address is left behind.</summary>
    public static Task AnswerAsync(HttpContext http, GatewayOptions options)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Vary = "Accept, Authorization, Cookie";
        if (options.Explorer is { } explorer)
        {
            http.Response.Redirect(explorer);
            return Task.CompletedTask;
        }

        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(options.TakesStrangers ? OpenText : Text, http.RequestAborted);
    }

    private static bool IsHtml(MediaTypeHeaderValue range) =>
        range.Quality is not 0 && range.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase);

    private static bool IsJson(MediaTypeHeaderValue range) =>
        range.SubType == "json" || range.SubType == "graphql-response+json" || range.SubType == "*";
}
