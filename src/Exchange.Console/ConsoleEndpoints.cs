using Exchange.Console.Consents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Console;

/// <summary>The control plane.</summary>
public static class ConsoleEndpoints
{
    /// <summary>Maps <c>/api/v1</c> and <c>/console</c>.</summary>
    public static void MapExchangeConsole(this IEndpointRouteBuilder routes, ConsolePorts ports)
    {
        new ConsentEndpoints(ports).Map(routes);
        routes.MapGet("/console/{**rest}", static () => Results.Text(
            "This build of the hub has no console. The graph answers at /graphql, the control plane at /api/v1 "
            + "(described at /openapi/v1.json).",
            statusCode: StatusCodes.Status200OK)).ExcludeFromDescription();
    }
}
