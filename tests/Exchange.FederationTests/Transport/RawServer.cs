using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Exchange.FederationTests.Transport;

/// <summary>A server that speaks TCP as a test says: for what no well-behaved server can be made to do.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentBag<Task> _serving = [];
    private readonly Func<int, Conversation, Task> _serve;
    private int _connections;

    private RawServer(Func<int, Conversation, Task> serve) => _serve = serve;

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/graphql");

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Runs <paramref name="serve"/> on each connection, which is closed when it ends.</summary>
    public static Task<RawServer> StartAsync(Func<int, Conversation, Task> serve)
    {
        var server = new RawServer(serve);
        server._listener.Start();
        server._serving.Add(server.AcceptAsync());
        return Task.FromResult(server);
    }

    /// <summary>Answers every request with this text and closes.</summary>
    public static Task<RawServer> TextAsync(string text) => StartAsync(async (_, conversation) =>
    {
        await conversation.RequestAsync();
        await conversation.SendAsync(text);
    });

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await Task.WhenAll(_serving);
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_ending.Token);
                _serving.Add(ServeAsync(client, Interlocked.Increment(ref _connections)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client, int number)
    {
        using (client)
        {
            try
            {
                await _serve(number, new Conversation(client, _ending.Token));
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException)
            {
                // The other side is gone, or the test is over.
            }
        }
    }

    /// <summary>One connection.</summary>
    internal sealed class Conversation(TcpClient client, CancellationToken ending)
    {
        private const int Header = 9;

        public CancellationToken Ending => ending;

        public NetworkStream Stream { get; } = client.GetStream();

        /// <summary>Reads one request with a body of announced length.</summary>
        public async Task RequestAsync()
        {
            var head = new StringBuilder();
            var one = new byte[1];
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                await Stream.ReadExactlyAsync(one, ending);
                head.Append((char)one[0]);
            }

            var announced = head.ToString().Split("\r\n").Single(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
            await Stream.ReadExactlyAsync(new byte[int.Parse(announced.Split(':')[1])], ending);
        }

        public async Task SendAsync(string text) => await Stream.WriteAsync(Encoding.UTF8.GetBytes(text), ending);

        /// <summary>Reads the preface of HTTP/2 and its frames up to the headers of a request; gives that stream's id.</summary>
        public async Task<int> Http2RequestAsync(bool isFirst = true)
        {
            if (isFirst)
            {
                await Stream.ReadExactlyAsync(new byte[24], ending);
                await FrameAsync(type: 4, flags: 0, stream: 0, []);
            }

            var header = new byte[Header];
            while (true)
            {
                await Stream.ReadExactlyAsync(header, ending);
                await Stream.ReadExactlyAsync(new byte[(header[0] << 16) | (header[1] << 8) | header[2]], ending);
                if (header[3] == 1)
                {
                    return (header[5] << 24) | (header[6] << 16) | (header[7] << 8) | header[8];
                }
            }
        }

        public async Task FrameAsync(byte type, byte flags, int stream, byte[] payload) => await Stream.WriteAsync(
            (byte[])
            [
                (byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length, type, flags,
                (byte)(stream >> 24), (byte)(stream >> 16), (byte)(stream >> 8), (byte)stream, .. payload,
            ],
            ending);
    }
}
