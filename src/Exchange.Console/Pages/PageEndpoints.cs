using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Exchange.Console.Pages;

/// <summary>Serves the console below <c>/console</c>, or says that this build has none. Thread-safe.</summary>
internal sealed class PageEndpoints(ConsolePages? pages)
{
    private const string Without =
        "This build of the hub has no console: Node 20 or later was not there when it was built, or -p:Console=false left it out. "
        + "The graph answers at /graphql, the control plane at /api/v1 (described at /openapi/v1.json).";

    public void Map(IEndpointRouteBuilder routes)
    {
        RequestDelegate serve = pages is null ? static http => http.Response.WriteAsync(Without, http.RequestAborted) : ServeAsync;
        routes.MapMethods("/console/{**path}", ["GET", "HEAD"], serve).ExcludeFromDescription();
    }

    private async Task ServeAsync(HttpContext http)
    {
        PageHeaders.Write(http.Response.Headers);
        var page = pages!.At(http.Request.RouteValues["path"] as string ?? "");
        if (page is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var form = page.Encodings.FirstOrDefault(form => Accepts(http.Request, form.Encoding));
        var tag = form is null ? $"\"{page.Tag}\"" : $"\"{page.Tag}-{form.Encoding}\"";
        var headers = http.Response.Headers;
        headers.CacheControl = page.Caching;
        headers.ETag = tag;
        headers.Vary = "Accept-Encoding";
        if (IsKnown(http.Request, tag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var file = form?.File ?? page.File;
        http.Response.ContentType = page.ContentType;
        http.Response.ContentLength = file.Length;
        if (form is not null)
        {
            headers.ContentEncoding = form.Encoding;
        }

        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.SendFileAsync(file.FullName, http.RequestAborted);
        }
    }

    // RFC 9110 section 12.5.3: a coding that is named with a weight above nothing, or not named while "*" is.
    private static bool Accepts(HttpRequest request, string encoding)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var accepted))
        {
            return false;
        }

        var named = accepted.FirstOrDefault(value => value.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase))
            ?? accepted.FirstOrDefault(value => value.Value == "*");
        return named is not null && named.Quality is not 0;
    }

    private static bool IsKnown(HttpRequest request, string tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
        && known.Any(value => value.Tag == tag || value.Equals(EntityTagHeaderValue.Any));
}
