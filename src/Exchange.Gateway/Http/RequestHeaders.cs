using Exchange.Pipeline;
using Exchange.Policy.Standard;
using Microsoft.AspNetCore.Http;

namespace Exchange.Gateway.Http;

/// <summary>The headers that a request to the graph carries.</summary>
internal static class RequestHeaders
{
    public const string Authorization = "Authorization";
    public const string Purpose = "Exchange-Purpose";
    public const string Case = "Exchange-Case";
    public const string Emergency = "Exchange-Emergency";
    public const string AccessId = "Exchange-Access-Id";

    private const string Bearer = "Bearer ";

    /// <summary>Who asks, for what and from where; the request still lacks what it asks.</summary>
    public static HubRequest ToHubRequest(HttpContext http) => new()
    {
        Token = Token(http.Request),
        Purpose = Text(http.Request, Purpose),
        CaseNumber = Text(http.Request, Case),
        Emergency = Decode(Text(http.Request, Emergency)),
        Language = Language(http.Request),
        Origin = http.Connection.RemoteIpAddress?.ToString() ?? "",
        Document = ReadOnlyMemory<byte>.Empty,
        QueriesOnly = HttpMethods.IsGet(http.Request.Method),
    };

    public static string? Token(HttpRequest request) => Token(request.Headers.Authorization.ToString());

    public static string? Token(string header) =>
        header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;

    public static string? Decode(string? emergency) => emergency is null ? null : Uri.UnescapeDataString(emergency);

    // The one of the hub's two languages that the reader wants most (RFC 9110, section 12.5.4); English where neither is named.
    private static string Language(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .Where(wanted => wanted.Quality is not 0)
        .OrderByDescending(wanted => wanted.Quality ?? 1)
        .Select(wanted => wanted.Value.ToString().Split('-')[0].ToLowerInvariant())
        .FirstOrDefault(code => code is Title.Chinese or Title.English) ?? Title.English;

    // WHY: a header sent twice has no single meaning, and a purpose must have one.
    private static string? Text(HttpRequest request, string name) =>
        request.Headers[name] is { Count: 1 } values && !string.IsNullOrWhiteSpace(values[0]) ? values[0]!.Trim() : null;
}
