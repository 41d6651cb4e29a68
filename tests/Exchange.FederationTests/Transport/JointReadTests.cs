using System.Text;
using Exchange.Federation.Sources;
using Microsoft.AspNetCore.Http;

namespace Exchange.FederationTests.Transport;

/// <summary>Equal reads that are under way at the same time.</summary>
public sealed class JointReadTests : TransportTests
{
    [Fact]
    public async Task Equal_reads_of_one_caller_and_decision_are_sent_once()
    {
        var (source, department, release) = await HoldingAsync();
        var asked = Enumerable.Range(0, 5).Select(_ => TextAsync(source, Request(shareKey: "caller-1"))).ToList();
        await Eventually(() => department.Requests.Count == 1);

        release.SetResult();

        Assert.All(await Task.WhenAll(asked), text => Assert.Equal("{\"n\":1}", text));
        Assert.Single(department.Requests);
    }

    [Theory]
    [InlineData("caller-2", "{\"query\":\"{ a }\"}", true)]
    [InlineData(null, "{\"query\":\"{ a }\"}", true)]
    [InlineData("caller-1", "{\"query\":\"{ b }\"}", true)]
    [InlineData("caller-1", "{\"query\":\"{ a }\"}", false)]
    public async Task Another_caller_text_or_a_mutation_is_sent_by_itself(string? shareKey, string text, bool isQuery)
    {
        var (source, department, release) = await HoldingAsync();
        var first = TextAsync(source, Request(shareKey: "caller-1"));
        var second = TextAsync(source, Request(text, isQuery, shareKey));

        await Eventually(() => department.Requests.Count == 2);

        release.SetResult();
        Assert.NotEqual(await first, await second);
    }

    [Fact]
    public async Task Nothing_is_kept_for_the_next()
    {
        var (source, department, release) = await HoldingAsync();
        release.SetResult();

        Assert.Equal("{\"n\":1}", await TextAsync(source, Request(shareKey: "caller-1")));
        Assert.Equal("{\"n\":2}", await TextAsync(source, Request(shareKey: "caller-1")));

        Assert.Equal(2, department.Requests.Count);
    }

    [Fact]
    public async Task The_first_may_leave_and_reuse_its_memory_and_the_second_is_answered()
    {
        var (source, department, release) = await HoldingAsync();
        var memory = Encoding.UTF8.GetBytes("""{"query":"{ a }"}""");
        using var leaving = new CancellationTokenSource();
        var first = source.FetchAsync(new SubgraphRequest("access-1", memory, IsQuery: true) { ShareKey = "caller-1" }, leaving.Token).AsTask();
        var second = TextAsync(source, Request(shareKey: "caller-1"));

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        memory.AsSpan().Clear();
        await Eventually(() => department.Requests.Count == 1);
        release.SetResult();

        Assert.Equal("{\"n\":1}", await second);
        Assert.Equal("""{"query":"{ a }"}""", Encoding.UTF8.GetString(department.Requests[0].Body));
    }

    [Fact]
    public async Task The_answer_stays_until_the_last_has_disposed_of_it()
    {
        var (source, department, release) = await HoldingAsync();
        var first = source.FetchAsync(Request(shareKey: "caller-1"), Cancellation).AsTask();
        var second = source.FetchAsync(Request(shareKey: "caller-1"), Cancellation).AsTask();
        await Eventually(() => department.Requests.Count == 1);
        release.SetResult();

        var one = await first;
        var two = await second;
        one.Dispose();
        one.Dispose();

        Assert.Equal("{\"n\":1}", Encoding.UTF8.GetString(two.Body.Span));
        Assert.Throws<ObjectDisposedException>(() => one.Body);
        two.Dispose();
        Assert.Throws<ObjectDisposedException>(() => two.Body);
    }

    [Fact]
    public async Task A_request_that_nobody_waits_for_any_more_is_given_up()
    {
        var aborted = new TaskCompletionSource();
        var department = await OpenAsync(LoopbackDepartment.StartAsync(async (_, context) =>
        {
            using var registration = context.RequestAborted.Register(() => aborted.TrySetResult());
            await aborted.Task;
        }));
        var source = Source(department.Address);
        using var leaving = new CancellationTokenSource();
        var asked = source.FetchAsync(Request(shareKey: "caller-1"), leaving.Token).AsTask();
        await Eventually(() => department.Requests.Count == 1);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await aborted.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
    }

    [Fact]
    public async Task A_fault_is_told_to_all_who_wait()
    {
        var release = new TaskCompletionSource();
        var department = await OpenAsync(LoopbackDepartment.StartAsync(async (_, context) =>
        {
            await release.Task;
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }));
        var source = Source(department.Address);
        var asked = Enumerable.Range(0, 3).Select(_ => FaultAsync(SourceFault.Unavailable, "500", source, Request(shareKey: "c"))).ToList();
        await Eventually(() => department.Requests.Count == 1);

        release.SetResult();

        await Task.WhenAll(asked);
        Assert.Single(department.Requests);
    }

    private async Task<(ISubgraphSource Source, LoopbackDepartment Department, TaskCompletionSource Release)> HoldingAsync()
    {
        var release = new TaskCompletionSource();
        var department = await OpenAsync(LoopbackDepartment.StartAsync(async (number, context) =>
        {
            await release.Task;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync($"{{\"n\":{number}}}");
        }));
        return (Source(department.Address), department, release);
    }
}
