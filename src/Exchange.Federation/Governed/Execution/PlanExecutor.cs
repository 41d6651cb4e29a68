using Exchange.Federation.Governed.Lists;
using Exchange.Federation.Governed.Planning;
using Exchange.Federation.Sources;
using Exchange.GraphQL;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Values;

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

    /// <summary>The departments that can be asked for lists, by code; one without is a hole of its lists. None by default.</summary>
    public IReadOnlyDictionary<string, IListSource> Lists { get; init; } = new Dictionary<string, IListSource>();

    /// <summary>
    /// Executes <paramref name="plan"/>. Departments that fail are holes, and an answer that grows beyond a limit is a
    /// <see cref="ResultTree.Limit"/>, never exceptions: what was asked until then has to be on record.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="context">What the request brings.</param>
    /// <param name="deadline">
    /// Ends the fetching, not the execution: a department that is silent by then, or would be asked later, is unavailable. What was read until then
    /// is reported, so that a request that takes too long leaves a full record.
    /// </param>
    public async Task<ResultTree> ExecuteAsync(QueryPlan plan, FetchContext context, CancellationToken deadline)
    {
        var execution = new PlanExecution(plan, context, _sources, _facts, Lists, _limits);
        try
        {
            return await RunAsync(plan, execution, deadline).ConfigureAwait(false);
        }
        catch (GraphQLException limit)
        {
            return Asked(execution, new ResultTree(Datum.Null, limit.Errors, [], [], []) { Limit = limit.Errors[0] });
        }
    }

    private static async Task<ResultTree> RunAsync(QueryPlan plan, PlanExecution execution, CancellationToken deadline)
    {
        var runner = new StageRunner(execution);
        var lookups = plan.Roots.SelectMany(step => Lookup.Of(step, execution)).ToList();
        var pages = plan.Roots.Where(step => step.Kind == RootStepKind.List).Select(step => PageAsync(step, execution, runner, deadline)).ToList();
        await Task.WhenAll([.. lookups.Select(lookup => lookup.RunAsync(runner, deadline)), .. pages]).ConfigureAwait(false);

        var response = new ResponseBuilder(execution);
        var data = new RootBuilder(execution, response).Build(
            lookups.ToLookup(lookup => lookup.Step.Field.Index), pages.Select(page => page.Result).ToDictionary(page => page.Plan.Field.Index));
        return Asked(execution, new ResultTree(data, response.Errors, response.Records, [], []));
    }

    // INVARIANT: every stage waits for all that it began, so nobody is asked after this.
    private static ResultTree Asked(PlanExecution execution, ResultTree tree) => tree with
    {
        FactKeys = execution.Facts.Asked,
        Sources = execution.Ledger.Uses(),
        RecordFacts = execution.Reads.Asked,
    };

    private static Task<PageRun> PageAsync(RootStep step, PlanExecution execution, StageRunner runner, CancellationToken deadline)
    {
        var refusals = execution.Arguments.Refusals(step.Field);
        return refusals.Count > 0
            ? Task.FromResult(new PageRun(step.Page!) { Errors = refusals })
            : new PageReader(execution, runner).ReadAsync(step.Page!, execution.Arguments[step.Field], parent: null, deadline);
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

    /// <summary>The look-ups of a root field: one, or one for each type that it can be of; none where it names no record.</summary>
    public static IEnumerable<Lookup> Of(RootStep step, PlanExecution execution) => step.Kind switch
    {
        RootStepKind.Lookup => [Named(step, execution)],
        RootStepKind.Located => LocatedRecord.Candidates(step, execution),
        RootStepKind.Reported => Reported(step, execution.Context.Report) is { } reported ? [reported] : [],
        _ => [],
    };

    /// <summary>The look-up of these keys by one stage.</summary>
    public static Lookup Of(RootStep step, IReadOnlyList<string?> keys, IReadOnlyList<GraphQLError> errors, EntityStage stage) =>
        new(step, keys, errors) { Stage = stage };

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
