using System.Text.Json;
using Exchange.GraphQL;
using Exchange.Pipeline;
using Exchange.Pipeline.Callers;
using Microsoft.AspNetCore.Http;

namespace Exchange.Gateway.Http;

/// <summary>Turns the pipeline's answer into an HTTP response (GraphQL over HTTP, "Response").</summary>
internal static class ResponseWriter
{
    public static async Task WriteAsync(HttpContext http, ResponseMediaType media, HubResponse answer)
    {
        var response = http.Response;
        response.StatusCode = Status(answer.Kind, media);
        if (answer.AccessId is { } accessId)
        {
            response.Headers[RequestHeaders.AccessId] = accessId;
        }

        if (answer.Kind == AnswerKind.Unauthenticated)
        {
            response.Headers.WWWAuthenticate = answer.TokenFault == TokenFault.Missing
                ? "Bearer realm=\"exchange\""
                : "Bearer realm=\"exchange\", error=\"invalid_token\"";
        }

        if (answer.Kind == AnswerKind.MethodNotAllowed)
        {
            response.Headers.Allow = "POST";
        }

        if (answer.Kind == AnswerKind.AuditUnavailable)
        {
            response.Headers.RetryAfter = "5";
        }

        await SendAsync(http, media, answer.Body);
    }

    /// <summary>Answers a request that never became one: wrong media type, malformed body, too large.</summary>
    public static async Task WriteAsync(HttpContext http, ResponseMediaType media, EnvelopeException problem)
    {
        http.Response.StatusCode = problem.Status;
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            errors = new[]
            {
                new
                {
                    message = problem.Message,
                    extensions = new { code = problem.Limit is null ? ErrorCodes.BadUserInput : ErrorCodes.LimitExceeded, limit = problem.Limit },
                },
            },
        });
        await SendAsync(http, media, body);
    }

    private static async Task SendAsync(HttpContext http, ResponseMediaType media, ReadOnlyMemory<byte> body)
    {
        http.Response.ContentType = MediaType.Text(media);
        http.Response.ContentLength = body.Length;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.Vary = "Accept, Authorization";
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    private static int Status(AnswerKind kind, ResponseMediaType media) => kind switch
    {
        AnswerKind.Executed => StatusCodes.Status200OK,
        AnswerKind.RequestError => media == ResponseMediaType.Json ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        AnswerKind.MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
        AnswerKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        AnswerKind.AuditUnavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
