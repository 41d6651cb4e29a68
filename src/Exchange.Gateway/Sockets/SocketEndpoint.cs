using Exchange.Gateway.Http;
using Exchange.Gateway.Streams;
using Exchange.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Exchange.Gateway.Sockets;

/// <summary>
/// Takes WebSockets on <c>/graphql</c> (GraphQL over WebSocket, subprotocol <c>graphql-transport-ws</c>). The handshake is judged before
/// the connection is there: a page of another site gets none in a signed-in person's name.
/// </summary>
internal sealed class SocketEndpoint(IRequestPipeline pipeline, GatewayOptions options, OpenConnections open, CancellationToken stopping)
{
    private const string Protocol = "graphql-transport-ws";

    private readonly ResponseWriter _refusals = new(options.Profile);

    public async Task RunAsync(HttpContext http)
    {
        var handshake = RequestHeaders.ToHubRequest(http) with
        {
            QueriesOnly = false,
            Session = await RequestSession.FindForSocketAsync(http, options.Sessions?.Read),
        };
        if (handshake.Session is { IsCrossSite: true })
        {
            var admission = await pipeline.AdmitAsync(handshake, http.RequestAborted);
            await _refusals.WriteAsync(http, ResponseMediaType.Json, admission.Refusal!);
            return;
        }

        using var seat = open.TryEnter(isStranger: !options.TakesStrangers && handshake.Session?.Account is null);
        if (seat is null)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            http.Response.Headers.RetryAfter = "5";
            return;
        }

        var isSpoken = http.WebSockets.WebSocketRequestedProtocols.Contains(Protocol);
        using var socket = await http.WebSockets.AcceptWebSocketAsync(isSpoken ? Protocol : null);
        using var connection = new SocketConnection(
            socket, pipeline, options, handshake, sessions => RequestSession.FindForSocketAsync(http, sessions), seat);
        await (isSpoken ? connection.RunAsync(stopping) : connection.RefuseAsync(SocketClose.UnknownProtocol));
    }
}
