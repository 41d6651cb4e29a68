using Exchange.Pipeline;
using Exchange.Pipeline.Callers;
using Microsoft.AspNetCore.Http;

namespace Exchange.Gateway.Http;

/// <summary>Turns the pipeline's answer into an HTTP response (GraphQL over HTTP, "Response").</summary>
internal sealed class ResponseWriter(HttpProfile profile)
{
    /// <summary>
    /// Writes the answer; <paramref name="problem"/> says why the request could not be read, where it is a known caller's.
    /// </summary>
    public async Task WriteAsync(HttpContext http, ResponseMediaType media, HubResponse answer, EnvelopeException? problem = null)
    {
        var response = http.Response;
        response.StatusCode = ResponseStatus.Of(answer, media, profile, problem);
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

        if (response.StatusCode is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests)
        {
            response.Headers.RetryAfter = answer.Kind == AnswerKind.ConsentChanged ? "1" : "5";
        }

        response.ContentType = MediaType.Name(ResponseStatus.Media(response.StatusCode, media, profile)) + "; charset=utf-8";
        response.ContentLength = answer.Body.Length;
        Guard(response.Headers);
        await response.Body.WriteAsync(answer.Body, http.RequestAborted);
    }

    /// <summary>What every answer of the graph says to browsers and to whatever stands in between.</summary>
    public static void Guard(IHeaderDictionary headers)
    {
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.Vary = "Accept, Authorization, Cookie";
    }
}
