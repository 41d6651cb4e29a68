using Exchange.Federation.Execution;
using Exchange.Federation.Planning;
using Exchange.GraphQL.Execution;
using Exchange.Pipeline.Answers;
using Exchange.Pipeline.Callers;
using Exchange.Policy.Decisions;
using Exchange.Policy.People;

namespace Exchange.Pipeline.Stages;

/// <summary>
/// Stage 5: plan → result tree. Gates are asked per record before anything is sent; a department that fails is a recorded hole. Thread-safe.
/// </summary>
internal sealed class Fetch(Pseudonyms pseudonyms)
{
    private static readonly ExecutorReasons Reasons = new(
        (int)ReasonCode.SourceUnavailable, (int)ReasonCode.InvalidSourceData, (int)ReasonCode.NotPermitted);

    public Task<ResultTree> RunAsync(
        HubSnapshot snapshot, Caller caller, QueryPlan plan, VariableValues variables, string accessId, DateTimeOffset now, CancellationToken cancellation)
    {
        var context = new FetchContext
        {
            AccessId = accessId,
            Now = now,
            Variables = variables,
            Scalars = snapshot.Scalars,
            Hub = new HubFields(snapshot, caller, pseudonyms),
            Guard = new CellGuard(snapshot.Standard),
            Reasons = Reasons,
        };
        return snapshot.Executor.ExecuteAsync(plan, context, cancellation);
    }
}
