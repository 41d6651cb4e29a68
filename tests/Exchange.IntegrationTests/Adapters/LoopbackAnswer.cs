using System.Text;
using Exchange.Demo.Sources;
using Microsoft.AspNetCore.Http;

namespace Exchange.IntegrationTests.Adapters;

/// <summary>A server that gives one answer to everything and keeps what it was sent.</summary>
internal sealed class LoopbackAnswer : IAsyncDisposable
{
    private readonly List<string> _requests = [];
    private LoopbackServer? _server;

    public Uri Address => _server!.Address;

    public IReadOnlyList<string> Requests => _requests;

    public static async Task<LoopbackAnswer> StartAsync(Func<int, HttpContext, Task> answer)
    {
        var started = new LoopbackAnswer();
        started._server = await LoopbackServer.StartAsync(
            async context =>
            {
                using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
                var text = $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}\n{await reader.ReadToEndAsync()}";
                int number;
                lock (started._requests)
                {
                    started._requests.Add(text);
                    number = started._requests.Count;
                }

                await answer(number, context);
            },
            TestContext.Current.CancellationToken);
        return started;
    }

    public static Task<LoopbackAnswer> TextAsync(string text) => StartAsync((_, context) => context.Response.WriteAsync(text));

    /// <summary>An address on which nothing listens: a free port would be the next server's that asks for any.</summary>
    public static Uri Nothing { get; } = new("http://127.0.0.1:1/");

    public ValueTask DisposeAsync() => _server!.DisposeAsync();
}
