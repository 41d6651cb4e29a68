using Exchange.GraphQL.Execution;

namespace Exchange.Federation.Planning;

/// <summary>
/// What a plan may fetch: the caller's fields, and the fields that only join (keys and <c>@requires</c>), which are for the hub's own use.
/// Without grants everything is open. Implementations are immutable.
/// </summary>
public sealed class PlanGrants
{
    /// <summary>Whether a selected field is open to the caller. A closed one is null in the answer and in no request.</summary>
    public required Func<SelectedField, bool> IsOpen { get; init; }

    /// <summary>
    /// Whether the rule that opens the first coordinate lets the hub read the second one to get there. Where it does not, no plan may lead
    /// over it; what cannot be reached without is closed.
    /// </summary>
    public required Func<string, string, bool> MayJoin { get; init; }
}
