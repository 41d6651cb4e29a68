using System.Text.Json;
using Exchange.GraphQL.Execution;
using Microsoft.AspNetCore.Http;

namespace Exchange.Demo.Subgraphs;

/// <summary>A department's GraphQL service at <c>/graphql</c>: queries by POST with a bearer token, subscriptions by WebSocket.</summary>
internal sealed class SubgraphEndpoint(SubgraphService service, string token)
{
    private const string AccessIdHeader = "Exchange-Access-Id";

    /// <summary>Answers one HTTP request, or serves one connection.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (context.WebSockets.IsWebSocketRequest && context.Request.Path == "/graphql")
        {
            await new SubgraphSocket(service, token).ServeAsync(context);
            return;
        }

        if (context.Request.Headers.Authorization != $"Bearer {token}")
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (!HttpMethods.IsPost(context.Request.Method) || context.Request.Path != "/graphql")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var request = SubgraphJson.Read(body.GetBuffer().AsSpan(0, (int)body.Length));
        if (SubgraphJson.TextOf(request, "query") is not { } query)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var result = await service.RunAsync(
            query,
            SubgraphJson.TextOf(request, "operationName"),
            SubgraphJson.ObjectOf(request, "variables"),
            context.Request.Headers[AccessIdHeader].ToString(),
            context.RequestAborted);
        context.Response.ContentType = "application/json";
        await context.Response.BodyWriter.WriteAsync(Write(result), context.RequestAborted);
    }

    private static byte[] Write(ExecutionResult result)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            SubgraphJson.Write(json, result);
        }

        return buffer.ToArray();
    }
}
