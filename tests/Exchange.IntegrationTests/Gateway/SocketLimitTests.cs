using System.Net.WebSockets;
using Exchange.Audit.Records;
using Exchange.Gateway.Streams;

namespace Exchange.IntegrationTests.Gateway;

/// <summary>The limits of connections that stay open.</summary>
public sealed class SocketLimitTests
{
    private const string Me = "{ me { client } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connections_are_bounded_for_each_client_and_for_the_hub_and_free_again_when_they_end()
    {
        await using var hub = await StartAsync(new ConnectionLimits { Connections = 3, ConnectionsPerClient = 2 });
        using var first = await hub.ConnectAsync(StreamingHub.Officer);
        using var second = await hub.ConnectAsync(StreamingHub.Officer);
        using (var third = await hub.OpenAsync())
        {
            var full = await Assert.ThrowsAsync<HandshakeRefusedException>(() => hub.OpenAsync());
            Assert.Equal(503, full.Status);
            var payload = new { authorization = $"Bearer {await hub.TokenAsync(StreamingHub.Officer)}" };
            await third.SendAsync(new { type = "connection_init", payload });
            Assert.Equal(1013, (await third.ReadCloseAsync()).Code);
            var refused = Assert.Single(await hub.EntriesAsync<AccessRecord>());
            Assert.Equal((StreamingHub.Officer, "LIMIT_EXCEEDED"), (refused.Caller.ClientId, refused.ErrorCode));
        }

        using var other = await EventuallyAsync(() => hub.ConnectAsync(StreamingHub.Doctor));
        await other.SubscribeAsync("1", Me);
        await other.ReadAsync("next");
        first.Socket.Abort();
        await second.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancel);

        using var again = await EventuallyAsync(() => hub.ConnectAsync(StreamingHub.Officer));
    }

    [Fact]
    public async Task Strangers_who_say_nothing_hold_half_of_the_places_at_most()
    {
        await using var hub = await StartAsync(new ConnectionLimits { Connections = 4, Init = TimeSpan.FromMinutes(5) });
        var cookie = await hub.SignInAsync("officer");
        using var first = await hub.OpenAsync();
        using var second = await hub.OpenAsync();

        var full = await Assert.ThrowsAsync<HandshakeRefusedException>(() => hub.OpenAsync());

        Assert.Equal(503, full.Status);
        using var signedIn = await hub.OpenAsync(("Cookie", cookie), ("Origin", hub.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)));
        await signedIn.InitialiseAsync();
        var request = Hub.RunningHub.Request(HttpMethod.Post, "/graphql", new { query = Me });
        using var stream = await hub.Http.SendAsync(await hub.AsAsync(StreamingHub.Officer, request, "text/event-stream"), Cancel);
        Assert.Equal(200, (int)stream.StatusCode);
    }

    [Fact]
    public async Task A_stranger_may_send_no_more_than_it_takes_to_say_who_it_is()
    {
        await using var hub = await StartAsync(new ConnectionLimits());
        using var stranger = await hub.OpenAsync();
        var large = new { type = "ping", payload = new { text = new string('x', 100_000) } };

        await stranger.SendAsync(large);
        var (code, reason) = await stranger.ReadCloseAsync();

        Assert.Equal(1009, code);
        Assert.Contains("connection_init", reason, StringComparison.Ordinal);
        using var client = await hub.ConnectAsync(StreamingHub.Officer);
        await client.SendAsync(large);
        await client.ReadAsync("pong");
    }

    [Fact]
    public async Task An_event_stream_takes_a_place_too_and_is_refused_on_record_where_there_is_none()
    {
        await using var hub = await StartAsync(new ConnectionLimits { ConnectionsPerClient = 1 });
        using var socket = await hub.ConnectAsync(StreamingHub.Officer);

        var request = Hub.RunningHub.Request(HttpMethod.Post, "/graphql", new { query = Me });
        using var response = await hub.Http.SendAsync(await hub.AsAsync(StreamingHub.Officer, request, "text/event-stream"), Cancel);

        Assert.Equal(429, (int)response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        var record = await hub.RecordAsync(response.Headers.GetValues("Exchange-Access-Id").Single());
        Assert.Equal("LIMIT_EXCEEDED", record.ErrorCode);
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_cut_off_and_delays_nobody()
    {
        await using var hub = await StartAsync(new ConnectionLimits { Write = TimeSpan.FromSeconds(2) });
        using var deaf = await hub.ConnectAsync(StreamingHub.Officer);
        using var other = await hub.ConnectAsync(StreamingHub.Officer);
        var ping = new { type = "ping", payload = new { text = new string('x', 500_000) } };

        var flood = Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            while (true)
            {
                await deaf.SendAsync(ping);
            }
        });
        for (var i = 0; i < 20; i++)
        {
            await other.SubscribeAsync("1", Me);
            await other.ReadAsync("next");
            await other.ReadAsync("complete");
        }

        Assert.IsNotType<OperationCanceledException>(await flood, exactMatch: false);
    }

    [Fact]
    public async Task A_connection_on_which_nothing_runs_for_long_is_closed()
    {
        await using var hub = await StartAsync(new ConnectionLimits { Ping = TimeSpan.FromSeconds(4), Idle = TimeSpan.FromSeconds(1) });
        using var socket = await hub.ConnectAsync(StreamingHub.Officer);
        var reading = socket.ReadCloseAsync();

        // A client that is alive, and does nothing.
        while (!reading.IsCompleted && socket.Socket.State == WebSocketState.Open)
        {
            await socket.SendAsync("""{"type":"pong"}""");
            await Task.Delay(500, Cancel);
        }

        Assert.Equal(1000, (await reading).Code);
    }

    [Fact]
    public async Task A_message_in_many_pieces_is_one_message_and_may_not_be_larger_than_one()
    {
        await using var hub = await StreamingHub.StartAsync(options => options with { MaxBodyBytes = 4096 });
        using var socket = await hub.ConnectAsync(StreamingHub.Officer);
        foreach (var piece in new[] { """{"id":"1","type":"sub""", """scribe","payload":{"que""", """ry":"{ me { client } }"}}""" })
        {
            await socket.Socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(piece), WebSocketMessageType.Text, piece.EndsWith("}}", StringComparison.Ordinal), Cancel);
        }

        await socket.ReadAsync("next");
        await socket.ReadAsync("complete");
        var part = new byte[1024];
        Array.Fill(part, (byte)' ');
        for (var i = 0; i < 5; i++)
        {
            await socket.Socket.SendAsync(part, WebSocketMessageType.Text, endOfMessage: false, Cancel);
        }

        Assert.Equal(1009, (await socket.ReadCloseAsync()).Code);
    }

    [Fact]
    public async Task A_hub_that_stops_says_so_on_every_connection()
    {
        await using var hub = await StartAsync(new ConnectionLimits());
        using var idle = await hub.OpenAsync();
        using var socket = await hub.ConnectAsync(StreamingHub.Officer);
        var readings = new[] { idle.ReadCloseAsync(), socket.ReadCloseAsync() };

        await hub.StopAsync();

        Assert.All(await Task.WhenAll(readings), close => Assert.Equal(1001, close.Code));
    }

    private static Task<StreamingHub> StartAsync(ConnectionLimits limits) => StreamingHub.StartAsync(options => options with { Streams = limits });

    // A place is free a moment after its connection has ended.
    private static async Task<TalkingSocket> EventuallyAsync(Func<Task<TalkingSocket>> connect)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await connect();
            }
            catch (Exception refused) when (tries < 100 && refused is HandshakeRefusedException or Xunit.Sdk.XunitException or WebSocketException)
            {
                await Task.Delay(200, Cancel);
            }
        }
    }
}
