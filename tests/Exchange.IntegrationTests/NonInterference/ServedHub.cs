using System.Text;
using System.Text.Json;
using Exchange.Gateway;
using Exchange.GraphQL.Values;
using Exchange.IntegrationTests.Gateway;
using Exchange.Pipeline;
using Exchange.Pipeline.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>The graph of a canary hub on a port of its own: over HTTP, server-sent events and WebSocket.</summary>
internal sealed class ServedHub : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly WebApplication _web;
    private readonly HttpClient _http = new();
    private readonly Switched _pipeline;
    private readonly Uri _address;

    private ServedHub(WebApplication web, Switched pipeline)
    {
        (_web, _pipeline) = (web, pipeline);
        _address = new Uri($"{web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()}{GraphQLEndpoints.Path}");
    }

    /// <summary>Everything that came back beside the bodies: status lines and headers.</summary>
    public StringBuilder Headers { get; } = new();

    public static async Task<ServedHub> StartAsync(CapturedLog log)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var web = builder.Build();
        var pipeline = new Switched();
        web.MapExchangeGraphQL(pipeline, new GatewayOptions { Time = TimeProvider.System });
        await web.StartAsync(TestContext.Current.CancellationToken);
        return new ServedHub(web, pipeline);
    }

    public void Switch(IRequestPipeline pipeline) => _pipeline.Current = pipeline;

    /// <summary>Asks by POST.</summary>
    public async Task<string> AskAsync(Asker asker, GeneratedQuery query)
    {
        using var request = Post(asker, query);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        Headers.AppendLine(response.ToString());
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Subscribes by an event stream; each step of the stream begins with <paramref name="tell"/>.</summary>
    public async IAsyncEnumerable<string> ListenAsync(Asker asker, GeneratedQuery query, IEnumerable<Action> tell)
    {
        using var request = Post(asker, query);
        request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
        var steps = tell.ToList();
        steps[0]();
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken).WaitAsync(Limit);
        Headers.AppendLine(response.ToString());
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        for (var i = 0; i < steps.Count; i++)
        {
            if (i > 0)
            {
                steps[i]();
            }

            if (await NextAsync(reader) is not { } answer)
            {
                yield break;
            }

            yield return answer;
        }
    }

    /// <summary>Subscribes by a WebSocket.</summary>
    public async IAsyncEnumerable<string> TalkAsync(Asker asker, GeneratedQuery query, IEnumerable<Action> tell)
    {
        using var socket = await TalkingSocket.OpenAsync(new UriBuilder(_address) { Scheme = "ws" }.Uri, []);
        await socket.InitialiseAsync([.. Said(asker)]);
        await socket.SendAsync($"{{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{Body(query)}}}");
        foreach (var step in tell)
        {
            step();
            var message = await socket.ReadAsync();
            if (message.GetProperty("type").GetString() == "complete")
            {
                yield break;
            }

            yield return message.GetProperty("payload").GetRawText();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _web.DisposeAsync();
    }

    private static async Task<string?> NextAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Limit) is { } line)
        {
            if (line.StartsWith("data: {", StringComparison.Ordinal))
            {
                return line["data: ".Length..];
            }
        }

        return null;
    }

    private static IEnumerable<(string Name, string Value)> Said(Asker asker)
    {
        yield return ("Authorization", "Bearer token");
        foreach (var (name, value) in new[] { ("Exchange-Purpose", asker.Purpose), ("Exchange-Case", asker.CaseNumber), ("Exchange-Emergency", asker.Emergency) })
        {
            if (value is not null)
            {
                yield return (name, value);
            }
        }
    }

    private static string Body(GeneratedQuery query)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("query", query.Document);
            json.WritePropertyName("variables");
            DatumWriter.Write(json, Datum.From(query.Variables));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(body.ToArray());
    }

    private HttpRequestMessage Post(Asker asker, GeneratedQuery query)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new StringContent(Body(query), Encoding.UTF8, "application/json") };
        foreach (var (name, value) in Said(asker))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private sealed class Switched : IRequestPipeline
    {
        public IRequestPipeline? Current { get; set; }

        public ValueTask<Admission> AdmitAsync(HubRequest request, CancellationToken cancellation) => Current!.AdmitAsync(request, cancellation);

        public ValueTask<HubResponse> AnswerAsync(HubRequest request, CancellationToken cancellation) => Current!.AnswerAsync(request, cancellation);

        public IAsyncEnumerable<HubResponse> StreamAsync(HubRequest request, CancellationToken cancellation) => Current!.StreamAsync(request, cancellation);
    }
}
