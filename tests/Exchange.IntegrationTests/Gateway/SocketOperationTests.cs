using System.Text.Json;
using Exchange.Audit.Records;

namespace Exchange.IntegrationTests.Gateway;

/// <summary>Operations over a WebSocket while a department takes its time.</summary>
public sealed class SocketOperationTests(SocketOperationTests.SlowCity city) : IClassFixture<SocketOperationTests.SlowCity>
{
    private const string Slow = StreamingHub.Slow;
    private const string Me = "{ me { client } }";
    private const int Limit = 3;

    private static readonly (string, string) Purpose = ("Exchange-Purpose", StreamingHub.ClerksPurpose);

    private readonly StreamingHub _hub = city.Hub;

    [Fact]
    public async Task An_id_that_is_in_use_closes_the_connection_is_not_quoted_and_its_operation_is_on_record()
    {
        var before = await CountMalformedAsync();
        using var socket = await _hub.ConnectAsync(StreamingHub.Clerk, Purpose);

        await socket.SubscribeAsync("990102195803120429", Slow);
        await socket.SubscribeAsync("990102195803120429", Me);

        var (code, reason) = await socket.ReadCloseAsync();
        Assert.Equal(4409, code);
        Assert.Equal(before + 1, await CountMalformedAsync());
        Assert.DoesNotContain("990102195803120429", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_operations_than_may_run_are_refused_by_name_and_on_record_and_the_others_are_answered()
    {
        using var socket = await _hub.ConnectAsync(StreamingHub.Clerk, Purpose);

        for (var i = 1; i <= Limit + 1; i++)
        {
            await socket.SubscribeAsync($"{i}", Slow);
        }

        var refusal = await socket.ReadAsync("error");
        Assert.Equal($"{Limit + 1}", refusal.GetProperty("id").GetString());
        var extensions = refusal.GetProperty("payload")[0].GetProperty("extensions");
        Assert.Equal("LIMIT_EXCEEDED", extensions.GetProperty("code").GetString());
        Assert.Equal("operationsPerConnection", extensions.GetProperty("limit").GetString());
        var answered = new List<string>();
        while (answered.Count < Limit)
        {
            var message = await socket.ReadAsync();
            if (message.GetProperty("type").GetString() == "next")
            {
                Assert.Equal(AccessOutcome.Answered, (await _hub.RecordAsync(AccessIdOf(message))).Outcome);
                answered.Add(message.GetProperty("id").GetString()!);
            }
        }

        Assert.Equal(["1", "2", "3"], answered.Order(StringComparer.Ordinal));
        var records = await _hub.EntriesAsync<AccessRecord>();
        Assert.Contains(records, record => (record.Outcome, record.ErrorCode) == (AccessOutcome.Refused, "LIMIT_EXCEEDED"));
    }

    [Fact]
    public async Task What_the_client_has_ended_is_told_no_more_but_runs_to_its_record_and_counts_until_then()
    {
        using var socket = await _hub.ConnectAsync(StreamingHub.Clerk, Purpose);

        for (var i = 1; i <= Limit; i++)
        {
            await socket.SubscribeAsync($"{i}", Slow);
            await socket.SendAsync(new { id = $"{i}", type = "complete" });
        }

        await socket.SubscribeAsync("1", Me);
        var refusal = await socket.ReadAsync("error");
        Assert.Equal("operationsPerConnection", refusal.GetProperty("payload")[0].GetProperty("extensions").GetProperty("limit").GetString());
        for (var tries = 0; ; tries++)
        {
            Assert.True(tries < 200, "The places of operations that are over are not free.");
            await socket.SubscribeAsync("again", Me);
            var message = await socket.ReadAsync();
            Assert.Equal("again", message.GetProperty("id").GetString());
            if (message.GetProperty("type").GetString() == "next")
            {
                break;
            }

            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        var records = await _hub.EntriesAsync<AccessRecord>();
        Assert.True(records.Count(IsOfDeathDate) >= Limit, "What was ended is not on record.");
    }

    [Fact]
    public async Task Every_operation_is_on_record_as_a_request_is()
    {
        using var socket = await _hub.ConnectAsync(StreamingHub.Clerk, Purpose);

        await socket.SubscribeAsync("1", Me);
        var next = await socket.ReadAsync("next");

        var record = await _hub.RecordAsync(AccessIdOf(next));
        Assert.Equal((StreamingHub.Clerk, AccessOutcome.Answered), (record.Caller.ClientId, record.Outcome));
        Assert.Equal(StreamingHub.ClerksPurpose, record.Caller.Purpose);
    }

    [Fact]
    public async Task An_operation_that_is_no_request_is_on_record_before_the_connection_closes()
    {
        var before = await CountMalformedAsync();
        using var socket = await _hub.ConnectAsync(StreamingHub.Clerk, Purpose);

        await socket.SendAsync("""{"id":"1","type":"subscribe","payload":{"query":"{ me { client } }","variables":["990102195803120429"]}}""");

        var (code, reason) = await socket.ReadCloseAsync();
        Assert.Equal(4400, code);
        Assert.DoesNotContain("990102195803120429", reason, StringComparison.Ordinal);
        Assert.Equal(before + 1, await CountMalformedAsync());
    }

    [Fact]
    public async Task A_client_that_leaves_in_the_middle_leaves_its_record_behind()
    {
        var before = (await _hub.EntriesAsync<AccessRecord>()).Count(IsOfDeathDate);
        using (var socket = await _hub.ConnectAsync(StreamingHub.Clerk, Purpose))
        {
            await socket.SubscribeAsync("1", Slow);
            await socket.SubscribeAsync("2", Me);
            await socket.ReadAsync("next");
            socket.Socket.Abort();
        }

        for (var tries = 0; (await _hub.EntriesAsync<AccessRecord>()).Count(IsOfDeathDate) == before; tries++)
        {
            Assert.True(tries < 200, "The request of whoever left is not on record.");
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
    }

    private static string AccessIdOf(JsonElement message) =>
        message.GetProperty("payload").GetProperty("extensions").GetProperty("exchange").GetProperty("accessId").GetString()!;

    private async Task<int> CountMalformedAsync() => (await _hub.EntriesAsync<AccessRecord>()).Count(
        record => (record.Outcome, record.ErrorCode) == (AccessOutcome.Refused, "BAD_USER_INPUT"));

    private static bool IsOfDeathDate(AccessRecord record) =>
        record.Disclosures.Any(group => group.Cells.Any(cell => cell.Coordinate == "Person.deathDate"));

    /// <summary>A hub whose civil affairs take their time.</summary>
    public sealed class SlowCity : IAsyncLifetime
    {
        internal StreamingHub Hub { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Hub = await StreamingHub.StartAsync(
            options => options with { Streams = options.Streams with { OperationsPerConnection = Limit } }, TimeSpan.FromSeconds(6));

        public ValueTask DisposeAsync() => Hub.DisposeAsync();
    }
}
