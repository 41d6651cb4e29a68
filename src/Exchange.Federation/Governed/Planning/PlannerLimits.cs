using Exchange.GraphQL;

namespace Exchange.Federation.Governed.Planning;

/// <summary>The named limits of one plan. Breaking one gives <c>LIMIT_EXCEEDED</c> with its name. Immutable.</summary>
public sealed record PlannerLimits
{
    /// <summary>How many entity stages a plan may have (limit <c>planStages</c>).</summary>
    public int MaxStages { get; init; } = 256;

    /// <summary>How many fields all stages may have together (limit <c>planFields</c>).</summary>
    public int MaxFields { get; init; } = 8192;

    /// <summary>How deep value objects and links may nest (limit <c>planDepth</c>).</summary>
    public int MaxDepth { get; init; } = 64;

    internal static GraphQLException Exceeded(string limit, int number, string what) =>
        new(new GraphQLError(
            ErrorCodes.LimitExceeded, $"The plan of this operation needs more than {number} {what}; ask for less at a time.")
        {
            Limit = limit,
        });
}
