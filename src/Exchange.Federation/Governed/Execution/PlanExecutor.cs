using Exchange.Federation.Governed.Planning;
using Exchange.Federation.Sources;
using Exchange.GraphQL;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Governed.Execution;

/// <summary>
/// Answers plans from the departments' sources. Gates are asked before anything is sent; what fails is a named hole in the answer.
/// Holds no state of a request; thread-safe.
/// </summary>
public sealed class PlanExecutor
{
    private readonly IReadOnlyDictionary<string, ISource> _sources;
    private readonly IReadOnlyDictionary<string, IFactSource> _facts;
    private readonly ExecutorLimits _limits;

    /// <summary>
    /// Executes against <paramref name="sources"/> by department code; a department without one is unavailable.
    /// <paramref name="facts"/> are by entity type; gates of a type without one that need facts do not pass.
    /// </summary>
    public PlanExecutor(
        IReadOnlyDictionary<string, ISource> sources, IReadOnlyDictionary<string, IFactSource> facts, ExecutorLimits? limits = null)
    {
        _sources = sources;
        _facts = facts;
        _limits = limits ?? new ExecutorLimits();
    }

    /// <summary>
    /// Executes <paramref name="plan"/>. Departments that fail are holes, never exceptions. Throws <see cref="GraphQLException"/>
    /// (<c>LIMIT_EXCEEDED</c>) when the answer grows beyond a limit.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="context">What the request brings.</param>
    /// <param name="deadline">
    /// Ends the fetching, not the execution: a department that is silent by then, or would be asked later, is unavailable. What was read until then
    /// is reported, so that a request that takes too long leaves a full record.
    /// </param>
    public async Task<ResultTree> ExecuteAsync(QueryPlan plan, FetchContext context, CancellationToken deadline)
    {
        var execution = new PlanExecution(plan, context, _sources, _facts, _limits);
        var runner = new StageRunner(execution);
        var lookups = plan.Roots.Select(step => Lookup.Of(step, execution)).OfType<Lookup>().ToList();
        await Task.WhenAll(lookups.Select(lookup => lookup.RunAsync(runner, deadline))).ConfigureAwait(false);

        var response = new ResponseBuilder(execution);
        var data = new RootBuilder(execution, response).Build(lookups.ToDictionary(lookup => lookup.Step.Field.Index));
        return new ResultTree(data, response.Errors, response.Records, execution.Facts.Asked, execution.Ledger.Uses());
    }
}

/// <summary>One root field that names entities: its keys, and what came of them.</summary>
internal sealed class Lookup
{
    private Lookup(RootStep step, IReadOnlyList<string?> keys, IReadOnlyList<GraphQLError> errors)
    {
        Step = step;
        Keys = keys;
        Errors = errors;
    }

    public RootStep Step { get; }

    /// <summary>The keys in the order given; null where an argument names nobody.</summary>
    public IReadOnlyList<string?> Keys { get; }

    /// <summary>Wrong use of the arguments; then there are no keys.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; }

    /// <summary>Whether the field is a list.</summary>
    public bool IsList => Step.Field.Definition.Type.Nullable is ListType;

    /// <summary>What came of the keys; null before it ran, and after errors.</summary>
    public StageRun? Run { get; private set; }

    private EntityStage? Stage { get; init; }

    /// <summary>The look-up of a root field; null where it names no record.</summary>
    public static Lookup? Of(RootStep step, PlanExecution execution) => step.Kind switch
    {
        RootStepKind.Lookup => Named(step, execution),
        RootStepKind.Reported => Reported(step, execution.Context.Report),
        _ => null,
    };

    // INVARIANT: a record is read only where its home reports it, so that no department can make the hub ask for another's.
    private static Lookup? Reported(RootStep step, EventReport? report) =>
        report?.Event is { Key: { } key } told && step.Reportable.TryGetValue(told.Type, out var stage) && stage.Type.Home == report.Department
            ? new Lookup(step, [key], []) { Stage = stage }
            : null;

    private static Lookup Named(RootStep step, PlanExecution execution)
    {
        if (execution.Arguments.Refusals(step.Field) is { Count: > 0 } refusals)
        {
            return new Lookup(step, [], refusals);
        }

        try
        {
            return new Lookup(step, execution.Context.Hub.Keys(step.Field, execution.Arguments[step.Field]), []) { Stage = step.Stage };
        }
        catch (GraphQLException refusal)
        {
            return new Lookup(step, [], refusal.Errors);
        }
    }

    public async Task RunAsync(StageRunner runner, CancellationToken deadline)
    {
        if (Errors.Count == 0)
        {
            Run = await runner.RunAsync(Stage!, Keys.OfType<string>(), deadline).ConfigureAwait(false);
        }
    }
}
