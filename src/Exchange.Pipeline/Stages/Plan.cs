using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Planning;
using Exchange.GraphQL.Execution;
using Exchange.Pipeline.Telemetry;

namespace Exchange.Pipeline.Stages;

/// <summary>Stage 4: operation and grants → plan. A plan is made once for its grants. Thread-safe.</summary>
internal sealed class Plan(PlannerLimits limits)
{
    public QueryPlan Run(HubSnapshot snapshot, Operation operation, Grants grants)
    {
        using var span = PipelineTelemetry.Stage("Plan");
        if (snapshot.Caches.Plan(grants) is { } known)
        {
            return known;
        }

        var plan = QueryPlanner.Plan(snapshot.Graph, operation, grants, snapshot.RootFields, limits);
        snapshot.Caches.Add(grants, plan);
        return plan;
    }
}
