using Exchange.Gateway;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
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
    private readonly SubgraphPipeline _pipeline;

    private SubgraphServer(string sdl, string entities, ResolverMap resolvers)
    {
        var text = sdl + Machinery + (entities.Length == 0
            ? ""
            : $"\nunion _Entity = {entities}\nextend type Query {{ _entities(representations: [_Any!]!): [_Entity]! }}");
        _pipeline = new SubgraphPipeline(SchemaBuilder.Build(GraphQLParser.Parse(text), SchemaBuildOptions.Subgraph), resolvers with
        {
            Fields = new Dictionary<string, FieldResolver>(resolvers.Fields)
            {
                ["Query._service"] = _ => ValueTask.FromResult<object?>(new Dictionary<string, object?> { ["sdl"] = sdl }),
            },
        });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _web = builder.Build();
        _web.Urls.Add("http://127.0.0.1:0");
        _web.MapExchangeGraphQL(_pipeline, new GatewayOptions { Time = TimeProvider.System, TakesStrangers = true });
    }

    /// <summary>The documents that it was asked, in order.</summary>
    public IReadOnlyList<string> Asked => _pipeline.Asked;

    public string Url =>
        _web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + GraphQLEndpoints.Path;

    /// <summary>Starts a service of this SDL; <paramref name="entities"/> are its types with a key, separated by bars.</summary>
    public static async Task<SubgraphServer> StartAsync(string sdl, string entities, ResolverMap resolvers)
    {
        var server = new SubgraphServer(sdl, entities, resolvers);
        await server._web.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();
}
