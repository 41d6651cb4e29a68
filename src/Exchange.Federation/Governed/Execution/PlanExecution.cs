using Exchange.Federation.Governed.Planning;
using Exchange.Federation.Sources;

namespace Exchange.Federation.Governed.Execution;

/// <summary>Everything that belongs to one execution of a plan.</summary>
internal sealed class PlanExecution
{
    private readonly IReadOnlyDictionary<string, IFactSource> _factSources;

    public PlanExecution(
        QueryPlan plan,
        FetchContext context,
        IReadOnlyDictionary<string, ISource> sources,
        IReadOnlyDictionary<string, IFactSource> factSources,
        IReadOnlyDictionary<string, IListSource> lists,
        ExecutorLimits limits)
    {
        _factSources = factSources;
        Plan = plan;
        Context = context;
        Sources = sources;
        Lists = lists;
        Budget = new RecordBudget(limits.MaxRecords);
        Ledger = new SourceLedger();
        Facts = new FactCache(factSources, plan.Facts, context.AccessId, Ledger);
        Reads = new RecordReads(sources, context.AccessId, Ledger);
        Arguments = new ArgumentTable(plan, context.Variables, context.Scalars);
        Gates = new GateAsker(plan.Grants.Gates, context.Now, context.Reasons.SourceUnavailable, context.GateRequest);
        Decider = new RecordDecider(Gates, Arguments, context.Reasons);
        Requests = new RequestBuilder(Arguments);
        Admitter = new CellAdmitter(context, limits);
    }

    public QueryPlan Plan { get; }

    public FetchContext Context { get; }

    public IReadOnlyDictionary<string, ISource> Sources { get; }

    public IReadOnlyDictionary<string, IListSource> Lists { get; }

    public RecordBudget Budget { get; }

    public SourceLedger Ledger { get; }

    public FactCache Facts { get; }

    public RecordReads Reads { get; }

    public ArgumentTable Arguments { get; }

    public GateAsker Gates { get; }

    public RecordDecider Decider { get; }

    public RequestBuilder Requests { get; }

    public CellAdmitter Admitter { get; }

    /// <summary>
    /// The department whose answer says whether a looked-up record exists; null where facts say so, nobody does, or a link vouches for it.
    /// </summary>
    public string? ExistenceHome(EntityStage stage) =>
        stage.Entry is null || _factSources.GetValueOrDefault(stage.Type.Name) is { TellsExistence: true } ? null : stage.Type.Home;
}
