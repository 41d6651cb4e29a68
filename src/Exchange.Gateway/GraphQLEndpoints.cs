using Exchange.Gateway.Http;
using Exchange.Gateway.Sockets;
using Exchange.Gateway.Streams;
using Exchange.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Exchange.Gateway;

/// <summary>The graph over HTTP, server-sent events and WebSocket, all on one path.</summary>
public static class GraphQLEndpoints
{
    /// <summary>The path of the graph.</summary>
    public const string Path = "/graphql";

    /// <summary>
    /// Maps <c>/graphql</c>: GraphQL over HTTP by GET and POST, event streams where the client accepts them, and WebSockets that speak
    /// <c>graphql-transport-ws</c>.
    /// </summary>
    /// <param name="routes">Where to map.</param>
    /// <param name="pipeline">Answers the requests.</param>
    /// <param name="options">The settings.</param>
    public static void MapExchangeGraphQL(this IEndpointRouteBuilder routes, IRequestPipeline pipeline, GatewayOptions options)
    {
        var stopping = routes.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var open = new OpenConnections(options.Streams);
        var requests = new GraphQLRequests(pipeline, options, new EventStreams(pipeline, options, open, stopping));
        var sockets = new SocketEndpoint(pipeline, options, open, stopping);
        var transports = routes.CreateApplicationBuilder();

        // The protocol has pings of its own, which show that the client is alive and not only its network.
        transports.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        transports.Run(http =>
            http.WebSockets.IsWebSocketRequest ? sockets.RunAsync(http)
            : HttpMethods.IsConnect(http.Request.Method) ? RefuseMethodAsync(http)
            : BrowserVisit.Is(http.Request) ? BrowserVisit.AnswerAsync(http, options)
            : requests.AnswerAsync(http));

        // CONNECT opens a WebSocket over HTTP/2 (RFC 8441).
        routes.MapMethods(Path, ["GET", "POST", "CONNECT"], transports.Build());
        routes.Map(Path, RefuseMethodAsync);
    }

    private static Task RefuseMethodAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        http.Response.Headers.Allow = "GET, POST";
        return Task.CompletedTask;
    }
}
