using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exchange.EndToEnd.Federation;

/// <summary>A department's GraphQL service with the subgraph specification, in this process, on a free port.</summary>
internal sealed class SubgraphServer : IAsyncDisposable
{
    private const string Machinery = """

        scalar _Any
        type _Service { sdl: String }
        extend type Query { _service: _Service! }
        """;

    private readonly WebApplication _web;
    private readonly RequestExecutor _executor;
    private readonly ConcurrentQueue<string> _asked = new();

    private SubgraphServer(string sdl, string entities, IReadOnlyDictionary<string, FieldResolver> fields)
    {
        var text = sdl + Machinery + (entities.Length == 0
            ? ""
            : $"\nunion _Entity = {entities}\nextend type Query {{ _entities(representations: [_Any!]!): [_Entity]! }}");
        var schema = SchemaBuilder.Build(GraphQLParser.Parse(text), SchemaBuildOptions.Subgraph);
        _executor = new RequestExecutor(schema, new ResolverMap
        {
            Fields = new Dictionary<string, FieldResolver>(fields)
            {
                ["Query._service"] = _ => ValueTask.FromResult<object?>(new Dictionary<string, object?> { ["sdl"] = sdl }),
            },
        });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _web = builder.Build();
        _web.Urls.Add("http://127.0.0.1:0");
        _web.MapPost("/graphql", AnswerAsync);
    }

    /// <summary>The documents that it was asked, in order.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    public string Url => _web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/graphql";

    /// <summary>Starts a service of this SDL; <paramref name="entities"/> are its types with a key, separated by bars.</summary>
    public static async Task<SubgraphServer> StartAsync(string sdl, string entities, IReadOnlyDictionary<string, FieldResolver> fields)
    {
        var server = new SubgraphServer(sdl, entities, fields);
        await server._web.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var request = (await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body, cancellationToken: http.RequestAborted))!;
        var document = request.GetProperty("query").GetString()!;
        _asked.Enqueue(document);
        var variables = request.TryGetProperty("variables", out var given) && given.ValueKind == JsonValueKind.Object
            ? DatumReader.Read(given).AsObject()
            : null;
        var result = await _executor.ExecuteAsync(new GraphQLRequest(document) { Variables = variables }, null, http.RequestAborted);
        http.Response.StatusCode = (int)HttpStatusCode.OK;
        http.Response.ContentType = "application/json";
        ResultWriter.Write(http.Response.BodyWriter, result);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }
}
