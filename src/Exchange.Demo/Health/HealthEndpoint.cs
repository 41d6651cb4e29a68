using System.Text.Json;
using Exchange.Demo.Sources;
using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Values;
using Microsoft.AspNetCore.Http;

namespace Exchange.Demo.Health;

/// <summary>The health commission's GraphQL service over HTTP: bearer token, <c>POST /graphql</c>.</summary>
internal sealed class HealthEndpoint(HealthGraph graph, string token)
{
    private const string AccessIdHeader = "Exchange-Access-Id";

    /// <summary>Answers one HTTP request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
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

        var request = await ReadAsync(context);
        if (request?["query"] is not { Kind: DatumKind.String } query)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var operationName = request["operationName"] is { Kind: DatumKind.String } name ? name.AsString() : null;
        var variables = request["variables"] is { Kind: DatumKind.Object } given ? given.AsObject() : null;
        var accessId = context.Request.Headers[AccessIdHeader].ToString();
        var result = await graph.RunAsync(query.AsString(), operationName, variables, accessId, context.RequestAborted);
        context.Response.ContentType = "application/json";
        await context.Response.BodyWriter.WriteAsync(Write(result), context.RequestAborted);
    }

    private static async Task<DatumObject?> ReadAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        try
        {
            return DatumReader.Read(body.GetBuffer().AsSpan(0, (int)body.Length)) is { Kind: DatumKind.Object } request
                ? request.AsObject() : null;
        }
        catch (GraphQLException)
        {
            return null;
        }
    }

    private static byte[] Write(ExecutionResult result)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (result.Errors.Count > 0)
            {
                WriteErrors(json, result.Errors);
            }

            if (result.HasData)
            {
                json.WritePropertyName("data");
                DatumWriter.Write(json, result.Data);
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteErrors(Utf8JsonWriter json, IReadOnlyList<GraphQLError> errors)
    {
        json.WriteStartArray("errors");
        foreach (var error in errors)
        {
            json.WriteStartObject();
            json.WriteString("message", error.Message);
            if (error.Path is not null)
            {
                json.WriteStartArray("path");
                foreach (var step in error.Path)
                {
                    JsonSerializer.Serialize(json, step);
                }

                json.WriteEndArray();
            }

            json.WriteStartObject("extensions");
            json.WriteString("code", error.Code);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
