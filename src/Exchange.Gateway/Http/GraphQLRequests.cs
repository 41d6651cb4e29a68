using Exchange.Gateway.Streams;
using Exchange.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Exchange.Gateway.Http;

/// <summary>Requests to the graph by GET and POST: one answer each, or an event stream where the client wants one.</summary>
internal sealed class GraphQLRequests(IRequestPipeline pipeline, GatewayOptions options, EventStreams streams)
{
    private readonly ResponseWriter _writer = new(options.Profile);

    public async Task AnswerAsync(HttpContext http)
    {
        var media = MediaType.Negotiate(http.Request.Headers);
        try
        {
            var session = await RequestSession.FindAsync(http, options.Sessions?.Read);
            var request = RequestHeaders.ToHubRequest(http) with { Session = session };

            // WHY: a stranger's body is not worth reading.
            var isStranger = !options.TakesStrangers && request.Token is null && session?.Account is null;
            var (envelope, problem) = isStranger
                ? (RequestEnvelope.Empty, null)
                : await EnvelopeReader.ReadAsync(http, media, options.MaxBodyBytes);
            request = envelope.ApplyTo(request) with { Malformed = problem?.Error };
            if (media == ResponseMediaType.EventStream && problem is null)
            {
                await streams.AnswerAsync(http, request, _writer);
                return;
            }

            var answer = await pipeline.AnswerAsync(request, http.RequestAborted);
            using var memory = answer.Memory;
            await _writer.WriteAsync(http, media ?? ResponseMediaType.Json, answer, problem);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client left; what was recorded stays recorded, and there is nobody to answer.
        }
    }
}
