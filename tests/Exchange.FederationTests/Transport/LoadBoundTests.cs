using Exchange.Adapters.Http;
using Exchange.Federation.Sources;
using Microsoft.AspNetCore.Http;

namespace Exchange.FederationTests.Transport;

/// <summary>How much is asked of a department at a time, how often again, and when not at all.</summary>
public sealed class LoadBoundTests : TransportTests
{
    [Fact]
    public async Task No_more_requests_are_under_way_than_its_concurrency_and_no_more_wait_than_its_queue()
    {
        var (present, most) = (0, 0);
        var release = new TaskCompletionSource();
        var department = await OpenAsync(LoopbackDepartment.StartAsync(async (_, context) =>
        {
            var now = Interlocked.Increment(ref present);
            InterlockedMax(ref most, now);
            await release.Task;
            Interlocked.Decrement(ref present);
            await context.Response.WriteAsync("{}");
        }));
        var source = Source(department.Address, http: new HttpSourceOptions { Concurrency = 3, Queue = 4 });
        var asked = Enumerable.Range(0, 7).Select(_ => TextAsync(source)).ToList();
        await Eventually(() => department.Requests.Count == 3);

        await FaultAsync(SourceFault.Unavailable, "queue", source);
        release.SetResult();

        await Task.WhenAll(asked);
        Assert.Equal(3, most);
        Assert.Equal("{}", await TextAsync(source));
    }

    [Fact]
    public async Task Who_waits_for_a_turn_in_vain_is_told_when_its_time_is_up_and_leaves_the_queue()
    {
        var department = await OpenAsync(LoopbackDepartment.StartAsync((_, context) => Task.Delay(Timeout.Infinite, context.RequestAborted)));
        var bounds = new HttpBounds { Timeout = TimeSpan.FromMilliseconds(500), Retries = 0 };
        var source = Source(department.Address, bounds, new HttpSourceOptions { Concurrency = 1, Queue = 1 });
        using var leaving = new CancellationTokenSource();
        var first = source.FetchAsync(Request(), leaving.Token).AsTask();

        await FaultAsync(SourceFault.Unavailable, "time", source);
        await FaultAsync(SourceFault.Unavailable, "time", source);

        await Assert.ThrowsAsync<SourceException>(() => first);
    }

    [Fact]
    public async Task A_caller_who_leaves_gives_its_turn_back()
    {
        var department = await OpenAsync(LoopbackDepartment.StartAsync((number, context) =>
            number == 1 ? Task.Delay(Timeout.Infinite, context.RequestAborted) : context.Response.WriteAsync("{}")));
        var source = Source(department.Address, http: new HttpSourceOptions { Concurrency = 1, Queue = 0 });
        using var leaving = new CancellationTokenSource();
        var first = source.FetchAsync(Request(), leaving.Token).AsTask();
        await Eventually(() => department.Requests.Count == 1);

        await leaving.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(leaving.Token, thrown.CancellationToken);
        Assert.Equal("{}", await TextAsync(source));
    }

    [Theory]
    [InlineData(502, true, 3)]
    [InlineData(503, true, 3)]
    [InlineData(504, true, 3)]
    [InlineData(503, false, 1)]
    [InlineData(500, true, 1)]
    [InlineData(429, true, 1)]
    [InlineData(404, true, 1)]
    public async Task Only_a_read_that_no_server_took_up_is_sent_again(int status, bool isQuery, int times)
    {
        var department = await OpenAsync(LoopbackDepartment.StartAsync((_, context) =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        }));
        var source = Source(department.Address, Patient with { Retries = 2 });

        await Assert.ThrowsAsync<SourceException>(() => TextAsync(source, Request(isQuery: isQuery)));

        Assert.Equal(times, department.Requests.Count);
    }

    [Fact]
    public async Task An_answer_that_broke_off_is_not_asked_for_again()
    {
        var server = await OpenAsync(RawServer.TextAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"));

        await FaultAsync(SourceFault.Unavailable, "broke off", Source(server.Address));

        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_dead_department_is_hit_only_a_little_harder_and_then_left_alone()
    {
        var department = await OpenAsync(LoopbackDepartment.StartAsync((_, context) =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        }));
        var source = Source(department.Address);

        for (var i = 0; i < 100; i++)
        {
            await Assert.ThrowsAsync<SourceException>(() => TextAsync(source));
        }

        await FaultAsync(SourceFault.Unavailable, "left alone", source);
        Assert.InRange(department.Requests.Count, 10, 20);
    }

    [Fact]
    public void The_budget_for_sending_again_is_spent_by_failures_and_earned_by_answers()
    {
        var budget = new RetryBudget();

        Assert.Equal(10, Enumerable.Range(0, 100).Count(_ => budget.Fail()));
        for (var i = 0; i < 101; i++)
        {
            budget.Succeed();
        }

        Assert.True(budget.Fail());
        Assert.False(budget.Fail());
    }

    private static void InterlockedMax(ref int most, int now)
    {
        int before;
        while ((before = Volatile.Read(ref most)) < now && Interlocked.CompareExchange(ref most, now, before) != before)
        {
        }
    }
}
