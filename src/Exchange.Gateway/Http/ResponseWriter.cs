using Exchange.Pipeline;
using Exchange.Pipeline.Callers;
using Microsoft.AspNetCore.Http;

namespace Exchange.Gateway.Http;

/// <summary>Turns the pipeline's answer into an HTTP response (GraphQL over HTTP, "Response").</summary>
internal static class ResponseWriter
{
    /// <summary>
    /// Writes the answer; <paramref name="malformed"/> is the status of a request that could not be read, where it is a known caller's.
    /// </summary>
    public static async Task WriteAsync(HttpContext http, ResponseMediaType media, HubResponse answer, int? malformed)
    {
        var response = http.Response;
        response.StatusCode = answer.Kind == AnswerKind.RequestError && malformed is { } status ? status : Status(answer.Kind, media);
        if (answer.AccessId is { } accessId)
        {
            response.Headers[RequestHeaders.AccessId] = accessId;
        }

        if (answer.Kind == AnswerKind.Unauthenticated)
        {
            response.Headers.WWWAuthenticate = answer.TokenFault is TokenFault.Missing or TokenFault.SessionOver
                ? "Bearer realm=\"exchange\""
                : "Bearer realm=\"exchange\", error=\"invalid_token\"";
        }

        if (answer.Kind == AnswerKind.MethodNotAllowed)
        {
            response.Headers.Allow = "POST";
        }

        if (response.StatusCode == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = answer.Kind == AnswerKind.ConsentChanged ? "1" : "5";
        }

        await SendAsync(http, media, answer.Body);
    }

    private static async Task SendAsync(HttpContext http, ResponseMediaType media, ReadOnlyMemory<byte> body)
    {
        http.Response.ContentType = MediaType.Text(media);
        http.Response.ContentLength = body.Length;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.Vary = "Accept, Authorization, Cookie";
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    private static int Status(AnswerKind kind, ResponseMediaType media) => kind switch
    {
        AnswerKind.Executed => StatusCodes.Status200OK,
        AnswerKind.RequestError => media == ResponseMediaType.Json ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        AnswerKind.MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
        AnswerKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        AnswerKind.Forbidden => StatusCodes.Status403Forbidden,
        AnswerKind.AuditUnavailable or AnswerKind.ConsentChanged => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
