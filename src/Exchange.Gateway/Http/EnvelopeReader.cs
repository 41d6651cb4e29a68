using Microsoft.AspNetCore.Http;

namespace Exchange.Gateway.Http;

/// <summary>Reads what an HTTP request asks, wherever it stands.</summary>
internal static class EnvelopeReader
{
    /// <summary>
    /// The parameters, or why they could not be read. A request that cannot be read goes through the pipeline too: a known caller's is on
    /// the record.
    /// </summary>
    public static async ValueTask<(RequestEnvelope Envelope, EnvelopeException? Problem)> ReadAsync(
        HttpContext http, ResponseMediaType? media, int maxBodyBytes)
    {
        try
        {
            return (await ReadAsync(http, media is not null, maxBodyBytes), null);
        }
        catch (EnvelopeException problem)
        {
            return (RequestEnvelope.Empty, problem);
        }
    }

    private static async ValueTask<RequestEnvelope> ReadAsync(HttpContext http, bool isAcceptable, int maxBodyBytes)
    {
        if (!isAcceptable)
        {
            throw new EnvelopeException(
                "This endpoint answers application/graphql-response+json, application/json or text/event-stream: accept one of them.",
                StatusCodes.Status406NotAcceptable);
        }

        if (HttpMethods.IsGet(http.Request.Method))
        {
            return RequestEnvelope.FromQuery(http.Request.Query);
        }

        // WHY JSON alone: the other types are those that a form of any page can send with the cookies of whoever looks at it.
        var type = http.Request.ContentType;
        return MediaType.IsJsonRequest(type)
            ? RequestEnvelope.FromBody(await BodyReader.ReadAsync(http.Request, maxBodyBytes, http.RequestAborted))
            : throw new EnvelopeException(
                MediaType.IsUpload(type)
                    ? "Uploads (multipart) are not served: send the request as application/json in UTF-8."
                    : "Send the request as application/json in UTF-8.",
                StatusCodes.Status415UnsupportedMediaType);
    }
}
