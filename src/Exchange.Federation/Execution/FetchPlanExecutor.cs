using System.Runtime.CompilerServices;
using Exchange.Federation.Execution.Prepared;
using Exchange.Federation.Planning;
using Exchange.Federation.Sources;
using Exchange.GraphQL;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Execution;

/// <summary>
/// Executes plans over the subgraphs of one supergraph. Thread-safe. What is the same for all executions of a plan is worked out with its
/// first one and kept as long as the plan is.
/// </summary>
public sealed class FetchPlanExecutor
{
    private readonly ConditionalWeakTable<FetchPlan, ExecutablePlan> _plans = [];
    private readonly IReadOnlyList<ISubgraphSource> _sources;
    private readonly FetchLimits _limits;
    private readonly FetchPools _pools;

    /// <summary>An executor over <paramref name="sources"/>, one for each subgraph in the supergraph's order.</summary>
    public FetchPlanExecutor(IReadOnlyList<ISubgraphSource> sources, FetchLimits? limits = null)
        : this(sources, limits ?? new FetchLimits(), FetchPools.Process)
    {
    }

    internal FetchPlanExecutor(IReadOnlyList<ISubgraphSource> sources, FetchLimits limits, FetchPools pools)
    {
        _sources = sources;
        _limits = limits;
        _pools = pools;
    }

    /// <summary>
    /// Runs a query or mutation. A subgraph that fails costs only its own fields and is an error in the answer. Throws
    /// <see cref="OperationCanceledException"/> when <paramref name="cancellation"/> is cancelled, once every request has ended, and
    /// <see cref="GraphQLException"/> where the answer is beyond a limit.
    /// </summary>
    public async Task<FetchedAnswer> ExecuteAsync(FetchPlan plan, FetchCall call, CancellationToken cancellation)
    {
        using var run = Run(plan, call, cancellation);
        return await run.RunAsync(null).ConfigureAwait(false);
    }

    /// <summary>
    /// Opens the stream of a subscription: the answers to the plan's first request, each to be given to <see cref="ExecuteEventAsync"/> or
    /// disposed. Throws <see cref="SourceException"/> when the subgraph cannot be subscribed to; reading throws it when the stream breaks.
    /// </summary>
    public async Task<IAsyncEnumerable<SubgraphAnswer>> SubscribeAsync(FetchPlan plan, FetchCall call, CancellationToken cancellation)
    {
        if (plan.Operation.Kind != OperationKind.Subscription)
        {
            throw new ArgumentException("The plan is not of a subscription.", nameof(plan));
        }

        using var run = Run(plan, call, cancellation);
        return await run.SubscribeAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// Runs the rest of a subscription's plan for one event, as <see cref="ExecuteAsync"/> does. Takes <paramref name="first"/>, whatever
    /// happens.
    /// </summary>
    public async Task<FetchedAnswer> ExecuteEventAsync(
        FetchPlan plan, FetchCall call, SubgraphAnswer first, CancellationToken cancellation)
    {
        using var run = Run(plan, call, cancellation);
        return await run.RunAsync(first).ConfigureAwait(false);
    }

    private PlanRun Run(FetchPlan plan, FetchCall call, CancellationToken cancellation) =>
        new(_plans.GetValue(plan, static made => new ExecutablePlan(made)), call, _sources, _limits, _pools, cancellation);
}
