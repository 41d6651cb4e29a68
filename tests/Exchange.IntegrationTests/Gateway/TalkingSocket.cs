using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Exchange.IntegrationTests.Gateway;

/// <summary>A client of <c>graphql-transport-ws</c> that can be told to do anything.</summary>
internal sealed class TalkingSocket : IDisposable
{
    // Generous: the machine of a test run is busy.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    /// <summary>The socket itself.</summary>
    public ClientWebSocket Socket => _socket;

    public static async Task<TalkingSocket> OpenAsync(Uri address, IEnumerable<(string Name, string Value)> headers, string? protocol = "graphql-transport-ws")
    {
        var talking = new TalkingSocket();
        talking._limit.CancelAfter(Limit);
        if (protocol is not null)
        {
            talking._socket.Options.AddSubProtocol(protocol);
        }

        talking._socket.Options.Proxy = null;
        talking._socket.Options.CollectHttpResponseDetails = true;
        foreach (var (name, value) in headers)
        {
            talking._socket.Options.SetRequestHeader(name, value);
        }

        try
        {
            await talking._socket.ConnectAsync(address, talking._limit.Token);
            return talking;
        }
        catch (WebSocketException refused)
        {
            var status = (int)talking._socket.HttpStatusCode;
            talking.Dispose();
            throw new HandshakeRefusedException(status, refused);
        }
    }

    public async Task InitialiseAsync(params (string Name, string Value)[] payload)
    {
        await SendAsync(new { type = "connection_init", payload = payload.ToDictionary(entry => entry.Name, entry => entry.Value) });
        await ReadAsync("connection_ack");
    }

    public Task SubscribeAsync(string id, string query) => SendAsync(new { id, type = "subscribe", payload = new { query } });

    public Task SendAsync(object message) => SendAsync(JsonSerializer.Serialize(message));

    public Task SendAsync(string text) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, _limit.Token);

    /// <summary>The next message but pings, which has to be of this type.</summary>
    public async Task<JsonElement> ReadAsync(string type)
    {
        var message = await ReadAsync();
        Assert.Equal(type, message.GetProperty("type").GetString());
        return message;
    }

    /// <summary>The next message but pings.</summary>
    public async Task<JsonElement> ReadAsync()
    {
        while (true)
        {
            var text = await TryReadAsync();
            Assert.True(text is not null, $"The hub closed the connection: {_socket.CloseStatus} {_socket.CloseStatusDescription}");
            var message = JsonElement.Parse(text);
            if (message.GetProperty("type").GetString() != "ping")
            {
                return message;
            }
        }
    }

    /// <summary>Reads until the hub closes the connection, and says with what.</summary>
    public async Task<(int Code, string Reason)> ReadCloseAsync()
    {
        while (await TryReadAsync() is not null)
        {
            // What was under way still arrives.
        }

        if (_socket.State == WebSocketState.CloseReceived)
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _limit.Token);
        }

        return ((int)(_socket.CloseStatus ?? 0), _socket.CloseStatusDescription ?? "");
    }

    public void Dispose()
    {
        _socket.Dispose();
        _limit.Dispose();
    }

    private async Task<string?> TryReadAsync()
    {
        using var text = new MemoryStream();
        var buffer = new byte[8192];
        while (true)
        {
            var got = await _socket.ReceiveAsync(buffer, _limit.Token);
            if (got.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            text.Write(buffer, 0, got.Count);
            if (got.EndOfMessage)
            {
                return Encoding.UTF8.GetString(text.ToArray());
            }
        }
    }
}

/// <summary>The hub answered a handshake with a status.</summary>
internal sealed class HandshakeRefusedException(int status, Exception cause) : Exception($"The handshake was answered {status}.", cause)
{
    public int Status { get; } = status;
}
