using Exchange.Pipeline;
using Exchange.Pipeline.Callers;
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

    private static string Language(HttpRequest request) =>
        ReaderLanguage.Of(request.GetTypedHeaders().AcceptLanguage.Select(wanted => (wanted.Value.ToString(), wanted.Quality ?? 1)));

    // WHY: a header sent twice has no single meaning, and a purpose must have one.
    private static string? Text(HttpRequest request, string name) =>
        request.Headers[name] is { Count: 1 } values && !string.IsNullOrWhiteSpace(values[0]) ? values[0]!.Trim() : null;
}
