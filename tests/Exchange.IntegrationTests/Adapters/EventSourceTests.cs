using System.Net.WebSockets;
using Exchange.Adapters.Configuration;
using Exchange.Adapters.GraphQL.Events;
using Exchange.Adapters.GraphQL.Subscriptions;
using Exchange.Adapters.Http;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.IntegrationTests.Adapters;

/// <summary>The hub as a client of a department's stream: what it sends, and what a department can do to it.</summary>
public sealed class EventSourceTests : IAsyncDisposable
{
    private const string Secret = "department's own words";
    private readonly List<IAsyncDisposable> _open = [];
    private readonly HttpMessageInvoker _client = DepartmentHttpClient.Create();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var each in Enumerable.Reverse(_open))
        {
            await each.DisposeAsync();
        }

        _client.Dispose();
    }

    [Fact]
    public async Task Events_come_as_type_and_key_and_nothing_else_is_asked_for()
    {
        var server = await ServerAsync(LoopbackSocket.AcknowledgingAsync(async (connection, id) =>
        {
            await connection.SendAsync(LoopbackSocket.Next(id, "HazardEvent", "k-1"));
            await connection.SendAsync(LoopbackSocket.Next(id, "DisputeEvent", "k-2"));
        }));
        var arguments = new DatumObject(["regionCode", "kinds"], [Datum.From("990102"), Datum.From([Datum.FromEnum("HAZARD")])]);

        var told = await ReadAsync(await Source(server).SubscribeAsync(Subscription with { Arguments = arguments }, Cancellation), 2);

        Assert.Equal([new SourceEvent("HazardEvent", "k-1"), new SourceEvent("DisputeEvent", "k-2")], told);
        var payload = server.Received[1].GetProperty("payload");
        Assert.Equal(
            "subscription { f0: eventReported(regionCode: \"990102\", kinds: [HAZARD ]) { __typename eventId } }", payload.GetProperty("query").GetString());
        Assert.Equal("access-1", payload.GetProperty("extensions").GetProperty("accessId").GetString());
        Assert.Equal("Bearer token-1", server.Received[0].GetProperty("payload").GetProperty("Authorization").GetString());
    }

    [Fact]
    public async Task All_who_listen_share_one_connection_that_is_closed_when_nobody_does()
    {
        var server = await ServerAsync(LoopbackSocket.AcknowledgingAsync((connection, id) =>
            connection.SendAsync(LoopbackSocket.Next(id, "HazardEvent", "k-" + id))));
        var source = Source(server, new SocketBounds(TimeSpan.FromSeconds(20)) { Idle = TimeSpan.FromSeconds(3) });

        var first = await ReadAsync(await source.SubscribeAsync(Subscription, Cancellation), 1);
        var second = await ReadAsync(await source.SubscribeAsync(Subscription, Cancellation), 1);
        await Eventually(() => server.Open == 0);

        Assert.Equal(["k-1", "k-2"], first.Concat(second).Select(told => told.Key));
        Assert.Equal(1, server.Connections);
        Assert.Equal(2, server.Received.Count(message => message.GetProperty("type").GetString() == "complete"));
        await ReadAsync(await source.SubscribeAsync(Subscription, Cancellation), 1);
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task Whoever_leaves_before_the_first_event_is_unsubscribed_too()
    {
        var server = await ServerAsync(LoopbackSocket.AcknowledgingAsync((_, _) => Task.CompletedTask));
        using var leaving = new CancellationTokenSource();
        await Source(server).SubscribeAsync(Subscription, leaving.Token);

        await leaving.CancelAsync();

        await Eventually(() => server.Received.Any(message => message.GetProperty("type").GetString() == "complete"));
    }

    [Fact]
    public async Task A_connection_that_nobody_waited_for_is_closed_too()
    {
        using var leaving = new CancellationTokenSource();
        var hasLeft = new TaskCompletionSource();
        var server = await ServerAsync(LoopbackSocket.StartAsync(async (connection, message) =>
        {
            if (message.GetProperty("type").GetString() == "connection_init")
            {
                await leaving.CancelAsync();
                await hasLeft.Task;
                await connection.SendAsync("""{"type":"connection_ack"}""");
            }
        }));
        var source = Source(server, new SocketBounds(TimeSpan.FromSeconds(60)) { Idle = TimeSpan.FromMilliseconds(50) });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await source.SubscribeAsync(Subscription, leaving.Token));
        hasLeft.SetResult();

        await Eventually(() => server.Open == 0);
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task A_department_that_refuses_is_not_stormed_by_all_who_listen()
    {
        var server = await ServerAsync(LoopbackSocket.StartAsync((connection, _) => connection.CloseAsync(4403, Secret)));
        var patient = Source(server, new SocketBounds(TimeSpan.FromSeconds(20)) { BetweenAttempts = TimeSpan.FromHours(1) });
        var hasty = Source(server, new SocketBounds(TimeSpan.FromSeconds(20)) { BetweenAttempts = TimeSpan.Zero });

        for (var listener = 0; listener < 20; listener++)
        {
            await Assert.ThrowsAsync<SourceException>(async () => await patient.SubscribeAsync(Subscription, Cancellation));
        }

        Assert.Equal(1, server.Connections);
        await Assert.ThrowsAsync<SourceException>(async () => await hasty.SubscribeAsync(Subscription, Cancellation));
        await Assert.ThrowsAsync<SourceException>(async () => await hasty.SubscribeAsync(Subscription, Cancellation));
        Assert.Equal(3, server.Connections);
    }

    [Fact]
    public async Task A_source_that_is_closed_while_it_connects_leaves_no_connection()
    {
        var asked = new TaskCompletionSource();
        var server = await ServerAsync(LoopbackSocket.StartAsync((_, _) =>
        {
            asked.TrySetResult();
            return Task.CompletedTask;
        }));
        var source = Source(server, new SocketBounds(TimeSpan.FromSeconds(60)));
        var subscribing = source.SubscribeAsync(Subscription, Cancellation).AsTask();
        await asked.Task;

        await source.DisposeAsync();

        await Assert.ThrowsAsync<SourceException>(() => subscribing);
        await Eventually(() => server.Open == 0);
    }

    [Fact]
    public async Task A_department_that_asks_whether_the_hub_is_there_is_told_so()
    {
        var server = await ServerAsync(LoopbackSocket.AcknowledgingAsync(async (connection, id) =>
        {
            await connection.SendAsync("""{"type":"ping"}""");
            await connection.SendAsync(LoopbackSocket.Next(id, "HazardEvent", "k-1"));
        }));

        await ReadAsync(await Source(server).SubscribeAsync(Subscription, Cancellation), 1);

        await Eventually(() => server.Received.Any(message => message.GetProperty("type").GetString() == "pong"));
    }

    [Fact]
    public async Task A_department_that_is_down_silent_or_refuses_the_token_cannot_be_subscribed_to()
    {
        var silent = await ServerAsync(LoopbackSocket.StartAsync((_, _) => Task.CompletedTask));
        var refusing = await ServerAsync(LoopbackSocket.StartAsync((connection, _) => connection.CloseAsync(4403, Secret)));
        var confused = await ServerAsync(LoopbackSocket.StartAsync((connection, _) => connection.SendAsync("{\"type\":\"welcome\"}")));
        var brief = new SocketBounds(TimeSpan.FromMilliseconds(300));

        foreach (var source in new[] { Source(LoopbackAnswer.Nothing), Source(silent, brief), Source(refusing), Source(confused) })
        {
            var fault = await Assert.ThrowsAsync<SourceException>(async () => await source.SubscribeAsync(Subscription, Cancellation));
            Assert.Equal("grid-centre", fault.Department);
            Assert.DoesNotContain(Secret, fault.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("token-1", fault.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        var elsewhere = await ServerAsync(LoopbackSocket.AcknowledgingAsync((_, _) => Task.CompletedTask));
        var server = await LoopbackAnswer.StartAsync((_, context) =>
        {
            context.Response.Redirect(elsewhere.Address.ToString());
            return Task.CompletedTask;
        });
        _open.Add(server);

        await Assert.ThrowsAsync<SourceException>(async () => await Source(server.Address).SubscribeAsync(Subscription, Cancellation));

        Assert.Equal(0, elsewhere.Connections);
    }

    [Theory]
    [InlineData("""{"id":"1","type":"next","payload":{"data":{"f0":{"__typename":"HazardEvent"}}}}""")]
    [InlineData("""{"id":"1","type":"next","payload":{"data":{"f0":{"__typename":7,"eventId":"k"}}}}""")]
    [InlineData("""{"id":"1","type":"next","payload":{"errors":[{"message":"department's own words"}],"data":{"f0":null}}}""")]
    [InlineData("""{"id":"1","type":"next"}""")]
    [InlineData("""{"id":"1","type":"error","payload":[{"message":"department's own words"}]}""")]
    public async Task A_subscription_that_a_department_spoils_ends_alone_and_its_words_are_not_repeated(string message)
    {
        var server = await ServerAsync(LoopbackSocket.AcknowledgingAsync((connection, id) =>
            connection.SendAsync(id == "1" ? message : LoopbackSocket.Next(id, "HazardEvent", "k-1"))));
        var source = Source(server);

        var spoilt = await source.SubscribeAsync(Subscription, Cancellation);
        var other = await source.SubscribeAsync(Subscription, Cancellation);
        var fault = await Assert.ThrowsAsync<SourceException>(async () => await ReadAsync(spoilt, 1));

        Assert.DoesNotContain(Secret, fault.ToString(), StringComparison.Ordinal);
        Assert.Equal("k-1", Assert.Single(await ReadAsync(other, 1)).Key);
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("not JSON")]
    [InlineData("""{"type":"unheard of"}""")]
    [InlineData("")]
    public async Task What_is_no_message_ends_the_connection_and_the_next_subscription_opens_another(string message)
    {
        var server = await ServerAsync(LoopbackSocket.AcknowledgingAsync((connection, id) =>
            connection.SendAsync(message.Length > 0 ? message : new string('x', 70_000))));
        var source = Source(server);

        // The department may be faster than the hub that still tells it of the subscription, which is then tried once more.
        for (var time = 1; time <= 2; time++)
        {
            var before = server.Connections;
            await Assert.ThrowsAsync<SourceException>(async () => await ReadAsync(await source.SubscribeAsync(Subscription, Cancellation), 1));
            Assert.InRange(server.Connections, before + 1, before + 2);
        }
    }

    [Fact]
    public async Task A_binary_message_and_a_connection_that_breaks_are_the_end_of_a_stream()
    {
        var binary = await ServerAsync(LoopbackSocket.AcknowledgingAsync((connection, _) => connection.SendAsync([1, 2], WebSocketMessageType.Binary)));
        var broken = await ServerAsync(LoopbackSocket.AcknowledgingAsync((connection, _) =>
        {
            connection.Abort();
            return Task.CompletedTask;
        }));

        foreach (var server in new[] { binary, broken })
        {
            await Assert.ThrowsAsync<SourceException>(async () => await ReadAsync(await Source(server).SubscribeAsync(Subscription, Cancellation), 1));
        }
    }

    [Fact]
    public async Task A_flood_ends_the_subscription_by_name_and_no_other()
    {
        var server = await ServerAsync(LoopbackSocket.AcknowledgingAsync(async (connection, id) =>
        {
            for (var i = 0; i < (id == "1" ? 50 : 1); i++)
            {
                await connection.SendAsync(LoopbackSocket.Next(id, "HazardEvent", $"k-{i}"));
            }
        }));
        var source = Source(server, new SocketBounds(TimeSpan.FromSeconds(20)) { MaxQueue = 4 });

        var flooded = await source.SubscribeAsync(Subscription, Cancellation);
        var other = await source.SubscribeAsync(Subscription, Cancellation);
        Assert.Equal("k-0", Assert.Single(await ReadAsync(other, 1)).Key);
        var fault = await Assert.ThrowsAsync<SourceException>(async () => await ReadAsync(flooded, 50));

        Assert.Contains("eventQueue", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_the_department_completes_ends()
    {
        var server = await ServerAsync(LoopbackSocket.AcknowledgingAsync((connection, id) => connection.SendAsync($$"""{"id":"{{id}}","type":"complete"}""")));

        Assert.Empty(await ReadAsync(await Source(server).SubscribeAsync(Subscription, Cancellation), 1));
    }

    private static EventSubscription Subscription { get; } = new("access-1", "eventReported", Ask.NoArguments, "eventId");

    private async Task<LoopbackSocket> ServerAsync(Task<LoopbackSocket> starting)
    {
        var server = await starting;
        _open.Add(server);
        return server;
    }

    private GraphQLEventSource Source(LoopbackSocket server, SocketBounds? bounds = null) => Source(server.Address, bounds);

    private GraphQLEventSource Source(Uri address, SocketBounds? bounds = null)
    {
        var configuration = new GraphQLSourceConfiguration
        {
            Department = "grid-centre", Timeout = TimeSpan.FromSeconds(20), MaxResponseBytes = 1 << 20, HasEvents = true,
        };
        var endpoint = new SourceEndpoint { Url = address, Token = "token-1" };
        var source = new GraphQLEventSource(configuration, endpoint, _client, TimeProvider.System, bounds);
        _open.Add(source);
        return source;
    }

    private static async Task<List<SourceEvent>> ReadAsync(IAsyncEnumerable<SourceEvent> stream, int count)
    {
        var told = new List<SourceEvent>();
        await foreach (var each in stream.WithCancellation(Cancellation))
        {
            told.Add(each);
            if (told.Count == count)
            {
                break;
            }
        }

        return told;
    }

    private static async Task Eventually(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!holds())
        {
            await Task.Delay(5, patience.Token);
        }
    }
}
