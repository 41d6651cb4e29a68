using Exchange.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Exchange.Gateway.Http;

/// <summary>The headers that a request to the graph carries.</summary>
internal static class RequestHeaders
{
    public const string Purpose = "Exchange-Purpose";
    public const string Case = "Exchange-Case";
    public const string Emergency = "Exchange-Emergency";
    public const string AccessId = "Exchange-Access-Id";

    private const string Bearer = "Bearer ";

    public static HubRequest ToHubRequest(HttpContext http, RequestEnvelope envelope) => new()
    {
        Token = Token(http.Request),
        Purpose = Text(http.Request, Purpose),
        CaseNumber = Text(http.Request, Case),
        Emergency = Text(http.Request, Emergency) is { } emergency ? Uri.UnescapeDataString(emergency) : null,
        Origin = http.Connection.RemoteIpAddress?.ToString() ?? "",
        Document = envelope.Query,
        OperationName = envelope.OperationName,
        Variables = envelope.Variables,
        QueriesOnly = HttpMethods.IsGet(http.Request.Method),
    };

    public static string? Token(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;
    }

    // WHY: a header sent twice has no single meaning, and a purpose must have one.
    private static string? Text(HttpRequest request, string name) =>
        request.Headers[name] is { Count: 1 } values && !string.IsNullOrWhiteSpace(values[0]) ? values[0]!.Trim() : null;
}
