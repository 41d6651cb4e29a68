using System.Net.Http.Headers;
using Exchange.Federation.Execution;
using Exchange.Federation.Planning;
using Exchange.GraphQL.Execution;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Exchange.Benchmarks.Federation;

/// <summary>
/// What no gateway can be cheaper than: an endpoint that sends the same bodies to the same subgraphs, level by level, reads what they
/// answer and gives back an answer that was made before.
/// </summary>
internal sealed class BareGateway(string subgraphs)
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });
    private (Uri Url, byte[] Body)[][] _levels = [];
    private byte[] _answer = [];

    /// <summary>Serves until the process is ended.</summary>
    public void Run(string url)
    {
        Prepare();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        app.MapPost("/graphql", (RequestDelegate)AnswerAsync);
        app.Run();
    }

    private void Prepare()
    {
        var graph = ShopGraph.Compose();
        var plan = FetchPlanner.Plan(graph, ShopGraph.Compile(graph, ShopGraph.Query), null, new FetchPlannerLimits());
        var sources = RecordedSource.Of(graph);
        using var answer = new FetchPlanExecutor(sources)
            .ExecuteAsync(plan, new FetchCall(VariableValues.Empty, ""), CancellationToken.None).GetAwaiter().GetResult();
        _answer = [.. "{\"data\":"u8, .. answer.Data.Span, .. "}"u8];

        // WHY by order: a source was asked in the order of the plan's levels, and keeps what it was asked.
        var asked = sources.ToDictionary(source => source, source => new Queue<byte[]>(source.Bodies));
        _levels =
        [
            .. plan.Requests.GroupBy(request => request.Level).Select(level => level
                .Select(request => (new Uri($"{subgraphs}/{sources[request.Subgraph].Name}"), asked[sources[request.Subgraph]].Dequeue()))
                .ToArray()),
        ];
    }

    private async Task AnswerAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        foreach (var level in _levels)
        {
            await Task.WhenAll(level.Select(SendAsync));
        }

        context.Response.ContentType = "application/json";
        await context.Response.BodyWriter.WriteAsync(_answer, context.RequestAborted);
    }

    private async Task SendAsync((Uri Url, byte[] Body) call)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, call.Url) { Content = new ByteArrayContent(call.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await response.Content.CopyToAsync(Stream.Null);
    }
}
