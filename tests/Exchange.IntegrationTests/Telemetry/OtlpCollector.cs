using System.Diagnostics;
using System.Text;
using Exchange.Demo.Sources;

namespace Exchange.IntegrationTests.Telemetry;

/// <summary>Takes what is sent over OTLP/HTTP and keeps the bytes, by signal.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly List<(string Path, byte[] Body)> _received = [];
    private LoopbackServer? _server;

    public Uri Address => _server!.Address;

    public static async Task<OtlpCollector> StartAsync()
    {
        var collector = new OtlpCollector();
        collector._server = await LoopbackServer.StartAsync(
            async context =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                lock (collector._received)
                {
                    collector._received.Add((context.Request.Path, body.ToArray()));
                }
            },
            TestContext.Current.CancellationToken);
        return collector;
    }

    /// <summary>Whether a signal's messages hold the text; protobuf keeps strings as UTF-8.</summary>
    public bool Holds(string signal, string text)
    {
        var wanted = Encoding.UTF8.GetBytes(text);
        lock (_received)
        {
            return _received.Any(message => message.Path == $"/v1/{signal}" && message.Body.AsSpan().IndexOf(wanted) >= 0);
        }
    }

    /// <summary>Whether the text comes within a minute: lines are sent every few seconds, and a busy machine takes its time.</summary>
    public async Task<bool> ReceivesAsync(string signal, string text, CancellationToken cancellation)
    {
        var patience = Stopwatch.StartNew();
        while (!Holds(signal, text))
        {
            if (patience.Elapsed > TimeSpan.FromMinutes(1))
            {
                return false;
            }

            await Task.Delay(100, cancellation);
        }

        return true;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();
}
