using System.Net.WebSockets;
using System.Text;
using Exchange.Gateway.Sockets;

namespace Exchange.IntegrationTests.Gateway;

/// <summary>Messages that wait for one another on a WebSocket.</summary>
public sealed class SocketWriterTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_nobody_wants_any_more_when_its_turn_comes_is_not_sent()
    {
        using var stream = new HeldStream();
        using var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true });
        using var writer = new SocketWriter(socket, TimeSpan.FromMinutes(5), TimeProvider.System);
        using var ended = new CancellationTokenSource();

        var first = writer.SendAsync("first"u8.ToArray(), Cancel).AsTask();
        await stream.Writing;
        var second = writer.SendAsync("second"u8.ToArray(), ended.Token).AsTask();
        var third = writer.SendAsync("third"u8.ToArray(), Cancel).AsTask();
        await ended.CancelAsync();
        stream.Release();
        await Task.WhenAll(first, second, third);

        var sent = Encoding.Latin1.GetString(stream.ToArray());
        Assert.Contains("first", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("second", sent, StringComparison.Ordinal);
        Assert.Contains("third", sent, StringComparison.Ordinal);
    }

    // A connection that takes nothing until it is released.
    private sealed class HeldStream : MemoryStream
    {
        private readonly TaskCompletionSource _writing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Writing => _writing.Task;

        public void Release() => _released.TrySetResult();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _writing.TrySetResult();
            await _released.Task;
            await base.WriteAsync(buffer, cancellationToken);
        }
    }
}
