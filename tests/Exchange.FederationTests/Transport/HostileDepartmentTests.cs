using Exchange.Adapters.Http;
using Exchange.Federation.Sources;

namespace Exchange.FederationTests.Transport;

/// <summary>What a department that is slow, dead, lying or hostile can do: cost its own request, and nothing else.</summary>
public sealed class HostileDepartmentTests : TransportTests
{
    private static readonly HttpBounds Hasty = new() { Timeout = TimeSpan.FromMilliseconds(500), Retries = 0 };
    private static readonly HttpBounds Once = Patient with { Retries = 0, MaxResponseBytes = 100_000 };
    private static readonly HttpSourceOptions Http2 = new() { Protocol = HttpDialect.Http2 };

    [Fact]
    public Task One_that_is_dead_is_unavailable() =>
        FaultAsync(SourceFault.Unavailable, "ConnectionError", Source(new Uri("http://127.0.0.1:1/graphql")));

    [Fact]
    public async Task One_that_says_nothing_is_unavailable_when_its_time_is_up()
    {
        var server = await OpenAsync(RawServer.StartAsync((_, conversation) => Task.Delay(Timeout.Infinite, conversation.Ending)));

        await FaultAsync(SourceFault.Unavailable, "did not answer in time", Source(server.Address, Hasty));
    }

    [Fact]
    public async Task One_that_hangs_after_the_headers_is_unavailable_when_its_time_is_up()
    {
        var server = await OpenAsync(RawServer.StartAsync(async (_, conversation) =>
        {
            await conversation.RequestAsync();
            await conversation.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{");
            await Task.Delay(Timeout.Infinite, conversation.Ending);
        }));

        await FaultAsync(SourceFault.Unavailable, "did not answer in time", Source(server.Address, Hasty));
    }

    [Fact]
    public async Task One_that_gives_a_byte_at_a_time_has_no_more_time_than_others()
    {
        var server = await OpenAsync(RawServer.StartAsync(async (_, conversation) =>
        {
            await conversation.RequestAsync();
            await conversation.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n");
            while (true)
            {
                await conversation.SendAsync(" ");
                await Task.Delay(20, conversation.Ending);
            }
        }));

        await FaultAsync(SourceFault.Unavailable, "did not answer in time", Source(server.Address, Hasty));
    }

    [Theory]
    [InlineData("Content-Length: 100\r\n\r\n{\"data\":", "broke off")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\n{\"dat\r\n", "broke off")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nzz\r\nsecret-of-the-department", "broke off")]
    [InlineData("Content-Length: 99999999999\r\n\r\n{", "maxResponseBytes")]
    [InlineData("Content-Length: 100001\r\n\r\n{", "maxResponseBytes")]
    public async Task One_that_lies_about_its_length_is_found_out(string rest, string words)
    {
        var server = await OpenAsync(RawServer.TextAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n" + rest));

        await FaultAsync(words == "broke off" ? SourceFault.Unavailable : SourceFault.Invalid, words, Source(server.Address, Once));
    }

    [Fact]
    public async Task What_comes_after_the_announced_length_is_nobodys_answer()
    {
        var server = await OpenAsync(RawServer.StartAsync(async (number, conversation) =>
        {
            await conversation.RequestAsync();
            await conversation.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
                + (number == 1 ? $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Secret.Length}\r\n\r\n{Secret}" : ""));
            await Task.Delay(Timeout.Infinite, conversation.Ending);
        }));
        var source = Source(server.Address, Once);

        Assert.Equal("{}", await TextAsync(source));
        Assert.Equal("{}", await TextAsync(source));

        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task One_whose_answer_never_ends_is_cut_off()
    {
        var server = await OpenAsync(RawServer.StartAsync(async (_, conversation) =>
        {
            await conversation.RequestAsync();
            await conversation.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true)
            {
                await conversation.SendAsync("1000\r\n" + new string(' ', 0x1000) + "\r\n");
            }
        }));

        await FaultAsync(SourceFault.Invalid, "maxResponseBytes", Source(server.Address, Once));
    }

    [Fact]
    public async Task One_whose_headers_never_end_is_cut_off()
    {
        var server = await OpenAsync(RawServer.TextAsync(
            "HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Range(0, 1000).Select(i => $"X-{i}: {new string('a', 100)}\r\n")) + "\r\n{}"));

        await FaultAsync(SourceFault.Unavailable, "ConfigurationLimitExceeded", Source(server.Address, Once));
    }

    [Theory]
    [InlineData("secret-of-the-department\r\n\r\n")]
    [InlineData("HTTP/1.1 secret-of-the-department\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nsecret-of-the-department\r\n\r\n")]
    [InlineData("")]
    public async Task One_that_does_not_speak_HTTP_is_unavailable(string text)
    {
        var server = await OpenAsync(RawServer.TextAsync(text));

        await FaultAsync(SourceFault.Unavailable, "cannot be reached", Source(server.Address, Once));
    }

    [Theory]
    [InlineData("301 Moved", SourceFault.Invalid)]
    [InlineData("307 Elsewhere", SourceFault.Invalid)]
    [InlineData("404 secret-of-the-department", SourceFault.Invalid)]
    [InlineData("429 Slow down", SourceFault.Unavailable)]
    [InlineData("500 secret-of-the-department", SourceFault.Unavailable)]
    [InlineData("503 Gone home", SourceFault.Unavailable)]
    [InlineData("999 secret-of-the-department", SourceFault.Unavailable)]
    public async Task A_status_that_is_no_answer_is_told_by_its_number(string status, SourceFault fault)
    {
        var target = await OpenAsync(LoopbackDepartment.TextAsync("{}"));
        var server = await OpenAsync(RawServer.TextAsync(
            $"HTTP/1.1 {status}\r\nLocation: {target.Address}\r\nSet-Cookie: a=b\r\nContent-Length: {Secret.Length}\r\n\r\n{Secret}"));

        await FaultAsync(fault, status[..3], Source(server.Address, Once));
        Assert.Empty(target.Requests);
    }

    [Fact]
    public async Task A_connection_that_dies_between_two_requests_costs_a_read_nothing()
    {
        var server = await OpenAsync(RawServer.StartAsync(async (number, conversation) =>
        {
            await conversation.RequestAsync();
            await conversation.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");

            // Closes without an answer when the next request is there already.
            await conversation.RequestAsync();
        }));
        var source = Source(server.Address);

        Assert.Equal("{}", await TextAsync(source));
        Assert.Equal("{}", await TextAsync(source));
        Assert.Equal("{}", await TextAsync(source));
        await FaultAsync(SourceFault.Unavailable, "ResponseEnded", source, Request(isQuery: false));
    }

    [Fact]
    public async Task A_stream_of_HTTP_2_that_is_reset_costs_that_request_alone()
    {
        var server = await OpenAsync(RawServer.StartAsync(async (_, conversation) =>
        {
            var stream = await conversation.Http2RequestAsync();
            await conversation.FrameAsync(type: 3, flags: 0, stream, [0, 0, 0, 2]);
            stream = await conversation.Http2RequestAsync(isFirst: false);
            await AnswerHttp2Async(conversation, stream);
            await Task.Delay(Timeout.Infinite, conversation.Ending);
        }));
        var source = Source(server.Address, Once, Http2);

        await FaultAsync(SourceFault.Unavailable, "cannot be reached", source);
        Assert.Equal("{}", await TextAsync(source));
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_connection_of_HTTP_2_that_goes_away_is_followed_by_another()
    {
        var server = await OpenAsync(RawServer.StartAsync(async (number, conversation) =>
        {
            var stream = await conversation.Http2RequestAsync();
            if (number == 1)
            {
                // The request was not taken: the last stream that was is none.
                await conversation.FrameAsync(type: 7, flags: 0, stream: 0, [0, 0, 0, 0, 0, 0, 0, 0]);
            }
            else
            {
                await AnswerHttp2Async(conversation, stream);
            }

            await Task.Delay(Timeout.Infinite, conversation.Ending);
        }));

        Assert.Equal("{}", await TextAsync(Source(server.Address, http: Http2)));
        Assert.Equal(2, server.Connections);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(11)]
    public async Task A_connection_of_HTTP_2_that_ends_in_an_error_is_unavailable(byte code)
    {
        var server = await OpenAsync(RawServer.StartAsync(async (_, conversation) =>
        {
            var stream = await conversation.Http2RequestAsync();
            await conversation.FrameAsync(type: 7, flags: 0, stream: 0, [0, 0, 0, (byte)stream, 0, 0, 0, code]);
        }));

        await FaultAsync(SourceFault.Unavailable, "cannot be reached", Source(server.Address, Once, Http2));
    }

    [Theory]
    [InlineData(20261122)]
    [InlineData(4711)]
    public async Task Whatever_bytes_come_a_request_ends_in_an_answer_or_a_fault(int seed)
    {
        var random = new Random(seed);
        var bytes = Array.Empty<byte>();
        var plain = await OpenAsync(RawServer.StartAsync(async (_, conversation) =>
        {
            await conversation.RequestAsync();
            await conversation.Stream.WriteAsync(bytes, conversation.Ending);
        }));
        var second = await OpenAsync(RawServer.StartAsync(async (_, conversation) =>
        {
            await conversation.Http2RequestAsync();
            await conversation.Stream.WriteAsync(bytes, conversation.Ending);
        }));

        var answers = 0;
        for (var round = 0; round < 150; round++)
        {
            bytes = Damaged(random, Answer);
            answers += await EndsAsync(Source(plain.Address, Once), $"seed {seed}, round {round}") ? 1 : 0;
            bytes = Damaged(random, Http2Answer);
            answers += await EndsAsync(Source(second.Address, Once, Http2), $"seed {seed}, round {round}, HTTP/2") ? 1 : 0;
        }

        Assert.InRange(answers, 2, 298);
    }

    [Fact]
    public async Task A_department_that_hangs_takes_nothing_from_another()
    {
        var hanging = await OpenAsync(RawServer.StartAsync((_, conversation) => Task.Delay(Timeout.Infinite, conversation.Ending)));
        var lively = await OpenAsync(LoopbackDepartment.TextAsync("{}"));
        var slow = Source(hanging.Address, http: new HttpSourceOptions { Concurrency = 2, Queue = 1000 });
        using var ending = new CancellationTokenSource();
        var waiting = Enumerable.Range(0, 500).Select(_ => slow.FetchAsync(Request(), ending.Token).AsTask()).ToList();

        var source = Source(lively.Address);
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal("{}", await TextAsync(source));
        }

        await ending.CancelAsync();
        await Task.WhenAll(waiting.Select(task => Assert.ThrowsAnyAsync<OperationCanceledException>(() => task)));
    }

    private static byte[] Answer =>
        [.. "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"u8];

    private static byte[] Http2Answer =>
        [0, 0, 20, 1, 4, 0, 0, 0, 1, 0x88, 0x0f, 0x10, 16, .. "application/json"u8, 0, 0, 2, 0, 1, 0, 0, 0, 1, .. "{}"u8];

    private static byte[] Damaged(Random random, byte[] answer)
    {
        for (var changes = random.Next(4); changes > 0; changes--)
        {
            answer[random.Next(answer.Length)] = (byte)random.Next(256);
        }

        return answer[..random.Next(answer.Length / 2, answer.Length + 1)];
    }

    private static async Task<bool> EndsAsync(ISubgraphSource source, string which)
    {
        var thrown = await Record.ExceptionAsync(() => TextAsync(source));
        Assert.True(thrown is null or SourceException, $"{which}: {thrown}");
        Assert.DoesNotContain("time", thrown?.Message ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain("request to the department failed", thrown?.Message ?? "", StringComparison.Ordinal);
        return thrown is null;
    }

    // Status 200 and the media type, in the static and literal forms of HPACK, then the body.
    private static async Task AnswerHttp2Async(RawServer.Conversation conversation, int stream)
    {
        await conversation.FrameAsync(type: 1, flags: 4, stream, [0x88, 0x0f, 0x10, 16, .. "application/json"u8]);
        await conversation.FrameAsync(type: 0, flags: 1, stream, [.. "{}"u8]);
    }
}
