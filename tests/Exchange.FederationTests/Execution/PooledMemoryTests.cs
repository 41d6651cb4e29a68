using Exchange.Federation.Execution;
using Exchange.Federation.Planning;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Execution;

namespace Exchange.FederationTests.Execution;

/// <summary>Whatever happens, every piece of pooled memory is given back once.</summary>
public sealed class PooledMemoryTests
{
    private const string Entities = "query($r:[_Any!]!){_entities(representations:$r)";

    private readonly CountingPool<byte> _bytes = new();
    private readonly CountingPool<Cell> _cells = new();
    private readonly CountingPool<int> _numbers = new();

    private static FetchPlan Plan() => new PlanSketch(Executions.Sdl, "{ topProducts { upc price } me { name } }")
        .Root(0, "{topProducts{upc}}")
        .Root(2, "{me{name}}")
        .Entities(1, Entities + "{... on Product{price}}}", [0], new EntitySketch("topProducts", ["Product"], "upc"))
        .Build();

    private ScriptedSubgraph Products() => new(
        "products", $$$"""{"data":{"topProducts":[{{{string.Join(',', Enumerable.Range(0, 2000).Select(i => $"{{\"upc\":\"{i}\"}}"))}}}]}}""")
    {
        Pool = _bytes,
    };

    private FetchPlanExecutor Executor(params ISubgraphSource[] sources) =>
        new(sources, new FetchLimits(), new FetchPools(_bytes, _cells, _numbers));

    private void AssertAllReturned()
    {
        Assert.Equal((0, 0, 0), (_bytes.Out, _cells.Out, _numbers.Out));
        Assert.True(_bytes.Rented > 0 && _cells.Rented > 0);
    }

    [Theory]
    [InlineData("""{"data":{"_entities":[]}}""")]
    [InlineData("""{"data":{"_entities":[[[[[""")]
    [InlineData(null)]
    public async Task Memory_is_given_back_whatever_the_answer_is(string? prices)
    {
        var executor = Executor(
            Products(),
            new ScriptedSubgraph("prices", prices is null ? [] : [prices]) { Pool = _bytes },
            new ScriptedSubgraph("users", """{"data":{"me":{"name":"Ann"}}}""") { Pool = _bytes });
        (await executor.ExecuteAsync(Plan(), new FetchCall(VariableValues.Empty, "id"), TestContext.Current.CancellationToken)).Dispose();

        AssertAllReturned();
    }

    [Fact]
    public async Task A_caller_who_leaves_waits_for_requests_that_still_use_the_memory()
    {
        using var caller = new CancellationTokenSource();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stubborn = new ScriptedSubgraph("users", """{"data":{"me":{"name":"Ann"}}}""")
        {
            Pool = _bytes,
            Before = _ => release.Task,
        };
        var prices = new ScriptedSubgraph("prices", "never")
        {
            Pool = _bytes,
            Before = async cancellation =>
            {
                asked.SetResult();
                await Task.Delay(Timeout.Infinite, cancellation);
            },
        };
        var running = Executor(Products(), prices, stubborn)
            .ExecuteAsync(Plan(), new FetchCall(VariableValues.Empty, "id"), caller.Token);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await caller.CancelAsync();

        Assert.False(running.IsCompleted);
        release.SetResult();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        AssertAllReturned();
    }

    [Fact]
    public async Task A_fault_of_a_source_ends_the_run_once_the_others_have_ended()
    {
        var faulty = new ScriptedSubgraph("prices", "never")
        {
            Pool = _bytes,
            Before = _ => throw new InvalidOperationException("A fault of the adapter."),
        };
        var users = new ScriptedSubgraph("users", """{"data":{"me":{"name":"Ann"}}}""") { Pool = _bytes, Before = async _ => await Task.Yield() };

        await Assert.ThrowsAsync<InvalidOperationException>(() => Executor(Products(), faulty, users)
            .ExecuteAsync(Plan(), new FetchCall(VariableValues.Empty, "id"), TestContext.Current.CancellationToken));
        AssertAllReturned();
    }

    [Fact]
    public async Task Executions_side_by_side_do_not_see_each_other()
    {
        var plan = new PlanSketch(Executions.Sdl, "{ me { name } topProducts { upc } }").Root(0, "{me{name}}").Root(1, "{topProducts{upc}}").Build();
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(async () =>
        {
            var executor = Executor(
                new ScriptedSubgraph("a", $$$$"""{"data":{"me":{"name":"{{{{i}}}}"}}}""") { Pool = _bytes, Before = async _ => await Task.Yield() },
                new ScriptedSubgraph("b", $$$"""{"data":{"topProducts":[{"upc":"{{{i}}}"}]}}""") { Pool = _bytes, Before = async _ => await Task.Yield() });
            using var answer = await executor.ExecuteAsync(plan, new FetchCall(VariableValues.Empty, "id"), CancellationToken.None);
            return Executions.Text(answer);
        })));

        Assert.Equal(
            Enumerable.Range(0, 64).Select(i => $$$"""{"me":{"name":"{{{i}}}"},"topProducts":[{"upc":"{{{i}}}"}]}"""), answers);
        AssertAllReturned();
    }
}
