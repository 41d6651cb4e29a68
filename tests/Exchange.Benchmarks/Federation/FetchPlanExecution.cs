using BenchmarkDotNet.Attributes;
using Exchange.Federation.Execution;
using Exchange.Federation.Planning;
using Exchange.Federation.Supergraphs;
using Exchange.GraphQL.Execution;

namespace Exchange.Benchmarks.Federation;

/// <summary>The shop's query from a plan to the bytes of the answer: seven calls in four levels, the subgraphs in memory.</summary>
public class FetchPlanExecution
{
    private readonly FetchCall _call = new(VariableValues.Empty, "01J00000000000000000000000");
    private Supergraph _graph = null!;
    private FetchPlan _plan = null!;
    private FetchPlanExecutor _executor = null!;

    [GlobalSetup]
    public void Prepare()
    {
        _graph = ShopGraph.Compose();
        _plan = FetchPlanner.Plan(_graph, ShopGraph.Compile(_graph, ShopGraph.Query), null, new FetchPlannerLimits());
        var sources = _graph.Subgraphs.Select(joined => new RecordedSource(Shop.Subgraphs.Single(subgraph => subgraph.Name == joined.Name)));
        _executor = new FetchPlanExecutor([.. sources]);
    }

    [Benchmark]
    public async Task<int> Execute()
    {
        using var answer = await _executor.ExecuteAsync(_plan, _call, CancellationToken.None);
        return answer.Errors.Count + answer.Notes.Count == 0
            ? answer.Data.Length
            : throw new InvalidOperationException("The shop's query gave errors.");
    }

    /// <summary>The plan as text, for a look.</summary>
    public string Print() => FetchPlanPrinter.Print(_plan, _graph);
}
