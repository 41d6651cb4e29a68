using Exchange.Federation.Planning;

namespace Exchange.Pipeline.Open;

/// <summary>Stage 4 of an open gateway: an operation and its grants → its plan, made once. Thread-safe.</summary>
internal sealed class OpenPlan(OpenParts parts)
{
    /// <summary>Throws <see cref="GraphQL.GraphQLException"/> where the operation is beyond what may be planned.</summary>
    public PlannedOperation Run(PreparedOperation operation, PlanGrants? grants) =>
        operation.Planned ??= new PlannedOperation(FetchPlanner.Plan(parts.Supergraph, operation.Operation, grants, parts.Planner));
}
