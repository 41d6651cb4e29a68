using System.Text;
using Exchange.Adapters.Http;
using Exchange.Federation.Sources;

namespace Exchange.FederationTests.Transport;

/// <summary>Subscriptions of a subgraph over <c>graphql-transport-ws</c>.</summary>
public sealed class SubgraphSubscriptionTests : TransportTests
{
    [Fact]
    public async Task Answers_come_byte_for_byte_until_the_subgraph_is_done()
    {
        var (source, stream) = await ServeAsync(async (connection, id) =>
        {
            await connection.NextAsync(id, """{ "data": {"a": 1} }""");
            await connection.NextAsync(id, """{"errors":[],"data":{"a":"é"}}""");
            await connection.SendAsync($$"""{"id":"{{id}}","type":"complete"}""");
        });

        var answers = await ReadAsync(source, Request("""{"query":"subscription { a }","variables":{"x":1}}"""));

        Assert.Equal(["""{ "data": {"a": 1} }""", """{"errors":[],"data":{"a":"é"}}"""], answers);
        Assert.Equal("""{"type":"connection_init","payload":{"Authorization":"Bearer token-1"}}""", stream.Received[0]);
        Assert.Equal(
            """{"id":"1","type":"subscribe","payload":{"query":"subscription { a }","variables":{"x":1},"extensions":{"accessId":"access-1"}}}""",
            stream.Received[1]);
    }

    [Fact]
    public async Task The_stream_may_have_an_address_of_its_own()
    {
        var stream = new LoopbackStream(async (connection, id) =>
        {
            await connection.NextAsync(id, "{}");
            await connection.SendAsync($$"""{"id":"{{id}}","type":"complete"}""");
        });
        var department = await OpenAsync(LoopbackDepartment.StartAsync(stream.AnswerAsync));
        var socket = new UriBuilder(department.Address) { Scheme = "ws", Path = "/stream" }.Uri;
        var source = Source(new Uri("http://127.0.0.1:9/graphql"), http: new HttpSourceOptions { SocketUrl = socket });

        Assert.Equal(["{}"], await ReadAsync(source, Request()));
    }

    [Fact]
    public async Task A_refused_subscription_is_told_in_the_hubs_words()
    {
        var (source, _) = await ServeAsync((connection, id) =>
            connection.SendAsync($$"""{"id":"{{id}}","type":"error","payload":[{"message":"{{Secret}}"}]}"""));

        await BreaksAsync(source, SourceFault.Unavailable, "refuses the subscription");
    }

    [Fact]
    public async Task A_connection_that_breaks_ends_the_stream_with_a_fault()
    {
        var (source, _) = await ServeAsync((connection, _) =>
        {
            connection.Abort();
            return Task.CompletedTask;
        });

        await BreaksAsync(source, SourceFault.Unavailable, "broke off");
    }

    [Fact]
    public async Task A_message_beyond_the_bound_ends_the_stream()
    {
        var (source, _) = await ServeAsync(
            (connection, id) => connection.NextAsync(id, $"\"{Secret}{new string('x', 100_000)}\""), Patient with { MaxResponseBytes = 64 * 1024 });

        await BreaksAsync(source, SourceFault.Unavailable, "broke off");
    }

    [Fact]
    public async Task A_subgraph_that_tells_more_than_is_read_is_bounded_in_bytes()
    {
        var (source, stream) = await ServeAsync(
            async (connection, id) =>
            {
                for (var i = 0; i < 50; i++)
                {
                    await connection.NextAsync(id, $"\"{new string('x', 9_000)}\"");
                }

                await connection.SendAsync("""{"type":"ping"}""");
            },
            Patient with { MaxResponseBytes = 10_000 });

        var answers = await source.SubscribeAsync(Request(), Cancellation);
        await Eventually(() => stream.Received.Contains("""{"type":"pong"}"""));

        var read = 0;
        var failure = await Assert.ThrowsAsync<SourceException>(async () =>
        {
            await foreach (var answer in answers.WithCancellation(Cancellation))
            {
                answer.Dispose();
                read++;
            }
        });
        Assert.Contains("eventQueue", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, read);
    }

    [Fact]
    public async Task Whoever_leaves_is_unsubscribed_and_the_others_stay()
    {
        var (source, stream) = await ServeAsync((connection, id) => connection.NextAsync(id, $"\"{id}\""));
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await source.SubscribeAsync(Request(), leaving.Token);
        var staying = await source.SubscribeAsync(Request(), Cancellation);

        await leaving.CancelAsync();

        await Eventually(() => stream.Received.Contains("""{"id":"1","type":"complete"}"""));
        await foreach (var answer in staying.WithCancellation(Cancellation))
        {
            Assert.Equal("\"2\"", Encoding.UTF8.GetString(answer.Body.Span));
            answer.Dispose();
            break;
        }
    }

    private async Task<(ISubgraphSource Source, LoopbackStream Stream)> ServeAsync(
        Func<LoopbackStream.Connection, string, Task> onSubscribe, HttpBounds? bounds = null)
    {
        var stream = new LoopbackStream(onSubscribe);
        var department = await OpenAsync(LoopbackDepartment.StartAsync(stream.AnswerAsync));
        return (Source(department.Address, bounds), stream);
    }

    private static async Task<List<string>> ReadAsync(ISubgraphSource source, SubgraphRequest request)
    {
        var answers = new List<string>();
        await foreach (var answer in (await source.SubscribeAsync(request, Cancellation)).WithCancellation(Cancellation))
        {
            answers.Add(Encoding.UTF8.GetString(answer.Body.Span));
            answer.Dispose();
        }

        return answers;
    }

    private static async Task BreaksAsync(ISubgraphSource source, SourceFault fault, string words)
    {
        var failure = await Assert.ThrowsAsync<SourceException>(() => ReadAsync(source, Request()));
        Assert.Equal(fault, failure.Fault);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.OrdinalIgnoreCase);
    }
}
