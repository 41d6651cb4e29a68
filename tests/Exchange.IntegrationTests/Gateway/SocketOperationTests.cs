using Exchange.Audit.Records;

namespace Exchange.IntegrationTests.Gateway;

/// <summary>Operations over a WebSocket while a department takes its time.</summary>
public sealed class SocketOperationTests : IAsyncLifetime
{
    private const string Slow = """{ person(citizenNo: "990102195803120429") { household { memberCount } } }""";
    private const string Me = "{ me { client } }";
    private const int Limit = 3;

    private static readonly (string, string)[] Case =
        [("Exchange-Purpose", "assistance.eligibility"), ("Exchange-Case", "SA-2026-000123")];

    private StreamingHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await StreamingHub.StartAsync(
        options => options with { Streams = options.Streams with { OperationsPerConnection = Limit } }, TimeSpan.FromSeconds(3));

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task An_id_that_is_in_use_closes_the_connection_and_is_not_quoted()
    {
        using var socket = await _hub.ConnectAsync(StreamingHub.Officer, Case);

        await socket.SubscribeAsync("990102195803120429", Slow);
        await socket.SubscribeAsync("990102195803120429", Me);

        var (code, reason) = await socket.ReadCloseAsync();
        Assert.Equal(4409, code);
        Assert.DoesNotContain("990102195803120429", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_operations_than_may_run_are_refused_by_name_and_on_record_and_the_others_are_answered()
    {
        using var socket = await _hub.ConnectAsync(StreamingHub.Officer, Case);

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
            if (message.GetProperty("type").GetString() == "complete")
            {
                answered.Add(message.GetProperty("id").GetString()!);
            }
        }

        Assert.Equal(["1", "2", "3"], answered.Order(StringComparer.Ordinal));
        var records = await _hub.EntriesAsync<AccessRecord>();
        Assert.Equal(Limit, records.Count(record => record.Outcome == AccessOutcome.Answered));
        Assert.Equal(["LIMIT_EXCEEDED"], records.Where(record => record.Outcome == AccessOutcome.Refused).Select(record => record.ErrorCode));
    }

    [Fact]
    public async Task What_the_client_has_ended_is_told_no_more_but_runs_to_its_record_and_counts_until_then()
    {
        using var socket = await _hub.ConnectAsync(StreamingHub.Officer, Case);

        for (var i = 1; i <= Limit; i++)
        {
            await socket.SubscribeAsync($"{i}", Slow);
            await socket.SendAsync(new { id = $"{i}", type = "complete" });
        }

        await socket.SubscribeAsync("1", Me);
        var refusal = await socket.ReadAsync("error");
        Assert.Equal("operationsPerConnection", refusal.GetProperty("payload")[0].GetProperty("extensions").GetProperty("limit").GetString());
        while (true)
        {
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
        Assert.Contains(records, record => record.Outcome == AccessOutcome.Answered && record.Disclosures.Count > 0);
    }

    [Fact]
    public async Task Every_operation_is_on_record_as_a_request_is()
    {
        using var socket = await _hub.ConnectAsync(StreamingHub.Officer, Case);

        await socket.SubscribeAsync("1", Me);
        var next = await socket.ReadAsync("next");

        var accessId = next.GetProperty("payload").GetProperty("extensions").GetProperty("exchange").GetProperty("accessId").GetString()!;
        var record = await _hub.RecordAsync(accessId);
        Assert.Equal((StreamingHub.Officer, AccessOutcome.Answered), (record.Caller.ClientId, record.Outcome));
        Assert.Equal("assistance.eligibility", record.Caller.Purpose);
    }

    [Fact]
    public async Task An_operation_that_is_no_request_is_on_record_before_the_connection_closes()
    {
        using var socket = await _hub.ConnectAsync(StreamingHub.Officer);

        await socket.SendAsync("""{"id":"1","type":"subscribe","payload":{"query":"{ me { client } }","variables":["990102195803120429"]}}""");

        var (code, reason) = await socket.ReadCloseAsync();
        Assert.Equal(4400, code);
        Assert.DoesNotContain("990102195803120429", reason, StringComparison.Ordinal);
        var record = Assert.Single(await _hub.EntriesAsync<AccessRecord>());
        Assert.Equal((AccessOutcome.Refused, "BAD_USER_INPUT"), (record.Outcome, record.ErrorCode));
    }

    [Fact]
    public async Task A_client_that_leaves_in_the_middle_leaves_its_records_behind()
    {
        using (var socket = await _hub.ConnectAsync(StreamingHub.Officer, Case))
        {
            await socket.SubscribeAsync("1", Slow);
            await socket.SubscribeAsync("2", Me);
            await socket.ReadAsync("next");
            socket.Socket.Abort();
        }

        while (!(await _hub.EntriesAsync<AccessRecord>()).Any(record => record.Disclosures.Any(HasMemberCount)))
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
    }

    private static bool HasMemberCount(DisclosureGroup disclosure) =>
        disclosure.Cells.Any(cell => cell.Coordinate == "Household.memberCount");
}
