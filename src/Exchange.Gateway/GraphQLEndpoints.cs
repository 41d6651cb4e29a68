using Exchange.Gateway.Http;
using Exchange.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Gateway;

/// <summary>The graph over HTTP.</summary>
public static class GraphQLEndpoints
{
    /// <summary>The path of the graph.</summary>
    public const string Path = "/graphql";

    /// <summary>Maps <c>POST /graphql</c> and <c>GET /graphql</c> (GraphQL over HTTP, both media types).</summary>
    /// <param name="routes">Where to map.</param>
    /// <param name="pipeline">Answers the requests.</param>
    /// <param name="maxBodyBytes">The largest request body.</param>
    /// <param name="sessions">Looks sessions up; null where only tokens count.</param>
    /// <param name="explorer">Where a browser that opens the address is led; null where there is no console.</param>
    public static void MapExchangeGraphQL(
        this IEndpointRouteBuilder routes,
        RequestPipeline pipeline,
        int maxBodyBytes = 1 << 20,
        SessionReader? sessions = null,
        string? explorer = null)
    {
        routes.MapMethods(Path, ["GET", "POST"], http => BrowserVisit.Is(http.Request)
            ? BrowserVisit.AnswerAsync(http, explorer)
            : AnswerAsync(http, pipeline, maxBodyBytes, sessions));
        routes.Map(Path, static http =>
        {
            http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            http.Response.Headers.Allow = "GET, POST";
            return Task.CompletedTask;
        });
    }

    private static async Task AnswerAsync(HttpContext http, RequestPipeline pipeline, int maxBodyBytes, SessionReader? sessions)
    {
        var media = MediaType.Negotiate(http.Request.Headers);
        try
        {
            var session = await RequestSession.FindAsync(http, sessions);
            // WHY: a stranger's body is not worth reading.
            var isStranger = RequestHeaders.Token(http.Request) is null && session?.Account is null;
            var (envelope, problem) = isStranger ? (RequestEnvelope.Empty, null) : await ReadAsync(http, media, maxBodyBytes);
            var request = RequestHeaders.ToHubRequest(http, envelope) with { Session = session, Malformed = problem?.Error };
            var answer = await pipeline.AnswerAsync(request, http.RequestAborted);
            await ResponseWriter.WriteAsync(http, media ?? ResponseMediaType.Json, answer, problem?.Status);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client left; what was recorded stays recorded, and there is nobody to answer.
        }
    }

    // A request that cannot be read goes through the pipeline too: a known caller's is on the record, a stranger's is counted.
    private static async ValueTask<(RequestEnvelope Envelope, EnvelopeException? Problem)> ReadAsync(
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
                "This endpoint answers application/graphql-response+json or application/json: accept one of them.",
                StatusCodes.Status406NotAcceptable);
        }

        if (HttpMethods.IsGet(http.Request.Method))
        {
            return RequestEnvelope.FromQuery(http.Request.Query);
        }

        if (!MediaType.IsJsonRequest(http.Request.ContentType))
        {
            throw new EnvelopeException("Send the request as application/json in UTF-8.", StatusCodes.Status415UnsupportedMediaType);
        }

        return RequestEnvelope.FromBody(await BodyReader.ReadAsync(http.Request, maxBodyBytes, http.RequestAborted));
    }
}
