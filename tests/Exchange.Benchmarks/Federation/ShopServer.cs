using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Exchange.Benchmarks.Federation;

/// <summary>Serves the shop's subgraphs, one path each, from one process.</summary>
internal static class ShopServer
{
    /// <summary>Serves until the process is ended.</summary>
    public static void Run(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        foreach (var subgraph in Shop.Subgraphs)
        {
            app.MapPost($"/{subgraph.Name}", (RequestDelegate)(context => AnswerAsync(subgraph, context)));
        }

        app.Run();
    }

    /// <summary>Writes the subgraphs and where they are served, as <c>exchange federate --subgraphs</c> reads them.</summary>
    public static string List(string url) => JsonSerializer.Serialize(
        Shop.Subgraphs.Select(subgraph => new { name = subgraph.Name, url = $"{url}/{subgraph.Name}", sdl = subgraph.Sdl }));

    private static async Task AnswerAsync(ShopSubgraph subgraph, HttpContext context)
    {
        using var request = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
        context.Response.ContentType = "application/json";
        subgraph.Answer(request.RootElement, context.Response.BodyWriter);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}
