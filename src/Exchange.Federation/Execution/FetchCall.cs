using Exchange.GraphQL.Execution;

namespace Exchange.Federation.Execution;

/// <summary>What one execution of a plan is made with.</summary>
/// <param name="Variables">The coerced variables of the operation.</param>
/// <param name="AccessId">The id of the access record, for the subgraphs' own logs.</param>
public sealed record FetchCall(VariableValues Variables, string AccessId)
{
    /// <summary>Names the caller and the decision; see <see cref="Sources.SubgraphRequest.ShareKey"/>.</summary>
    public string? ShareKey { get; init; }

    /// <summary>
    /// Cancelled when the time for the subgraphs is over: whoever has not answered counts as unavailable, and the rest is answered.
    /// </summary>
    public CancellationToken Deadline { get; init; }
}

/// <summary>What one execution may take. Counts, never times.</summary>
public sealed record FetchLimits
{
    /// <summary><c>subgraphValues</c>: values of one answer of a subgraph, those included that nobody asked for.</summary>
    public int MaxValues { get; init; } = 500_000;

    /// <summary><c>answerBytes</c>: bytes of the caller's data.</summary>
    public int MaxAnswerBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary><c>answerErrors</c>: errors of one answer, and as many notes; further ones are left out.</summary>
    public int MaxErrors { get; init; } = 100;
}
