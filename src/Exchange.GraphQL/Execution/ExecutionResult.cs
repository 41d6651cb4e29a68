using Exchange.GraphQL.Values;

namespace Exchange.GraphQL.Execution;

/// <summary>The answer to a request (GraphQL September 2025, section 7.1).</summary>
/// <param name="Data">The value of <c>data</c>; meaningless where <paramref name="HasData"/> is false.</param>
/// <param name="HasData">Whether execution began; when not, <c>data</c> is absent from the answer.</param>
/// <param name="Errors">The errors; empty when <c>errors</c> is absent from the answer.</param>
public sealed record ExecutionResult(Datum Data, bool HasData, IReadOnlyList<GraphQLError> Errors)
{
    /// <summary>A request that was refused before execution began.</summary>
    public static ExecutionResult Refused(IReadOnlyList<GraphQLError> errors) => new(Datum.Null, false, errors);
}
