using System.Text.Json;
using System.Text.Json.Serialization;
using Exchange.Console;
using Exchange.Console.Pages;
using Exchange.Federation.Supergraphs;
using Exchange.Gateway;
using Exchange.Gateway.Streams;
using Exchange.Host.Composition;
using Exchange.Pipeline.Open;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exchange.Host.Federation;

/// <summary>A federation gateway for development that runs. INVARIANT: it listens on loopback addresses only; the command line sees to it.</summary>
internal sealed class OpenGateway : IAsyncDisposable
{
    private const int MaxConnections = 10_000;

    private static readonly JsonSerializerOptions RecordForm = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly WebApplication _web;
    private readonly SubgraphSources _sources;

    private OpenGateway(WebApplication web, SubgraphSources sources) => (_web, _sources) = (web, sources);

    /// <summary>The address that it listens on, with the real port.</summary>
    public string Address => _web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Starts a gateway; throws <see cref="HubException"/> with one clear line when it cannot.</summary>
    public static async Task<OpenGateway> StartAsync(Supergraph supergraph, string urls, CancellationToken cancellation)
    {
        var limits = new GatewayOptions { Time = TimeProvider.System };
        var builder = WebServer.CreateBuilder(urls, limits.MaxBodyBytes);
        var web = builder.Build();
        var sources = SubgraphSources.Open(supergraph, TimeProvider.System);
        try
        {
            Map(web, limits, Pipeline(supergraph, sources, web.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Exchange")));
            await web.StartAsync(cancellation);
            return new OpenGateway(web, sources);
        }
        catch (Exception exception)
        {
            await web.DisposeAsync();
            await sources.DisposeAsync();
            throw StartFault.ExplainAddress(exception, urls) ?? exception;
        }
    }

    /// <summary>Completes when the gateway is told to stop (Ctrl-C, SIGTERM).</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellation) => _web.WaitForShutdownAsync(cancellation);

    /// <summary>Stops accepting and finishes what runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync();
        await _web.DisposeAsync();
        await _sources.DisposeAsync();
    }

    private static OpenPipeline Pipeline(Supergraph supergraph, SubgraphSources sources, ILogger logger) => new(new OpenParts
    {
        Supergraph = supergraph,
        Sources = sources.InOrder,
        Time = TimeProvider.System,
        NewAccessId = static now => Guid.CreateVersion7(now).ToString("D"),
        Fault = (accessId, fault) => FaultLog.Write(logger, accessId, fault),
    });

    private static void Map(WebApplication web, GatewayOptions options, OpenPipeline pipeline)
    {
        web.Use(FaultGuard.RunAsync);
        web.Use(OwnMachine.RequireAsync);
        var pages = ConsolePages.Find(ConsolePages.BuiltFolder);
        web.MapExchangeGraphQL(pipeline, options with
        {
            TakesStrangers = true,
            Explorer = pages is null ? null : ConsoleEndpoints.OpenExplorerPath,
            Streams = new ConnectionLimits { Connections = MaxConnections, ConnectionsPerClient = MaxConnections },
        });
        web.MapExchangePages(pages);
        web.MapGet("/", static () => Results.Redirect(GraphQLEndpoints.Path));
        web.MapGet("/records", () => Results.Json(pipeline.Records.Latest(), RecordForm));
        web.MapGet("/healthz/live", static () => Results.Text("live"));
        web.MapGet("/healthz/ready", static () => Results.Text("ready"));
    }
}
