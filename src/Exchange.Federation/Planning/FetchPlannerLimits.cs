using Exchange.GraphQL;

namespace Exchange.Federation.Planning;

/// <summary>What one plan may take. Counts, never times: the same operation is refused on every machine or on none.</summary>
public sealed record FetchPlannerLimits
{
    /// <summary><c>planSteps</c>: steps of the search for the best plan. Where it ends early the best plan found so far is taken.</summary>
    public int MaxSteps { get; init; } = 200_000;

    /// <summary><c>planFetches</c>: requests of one plan.</summary>
    public int MaxFetches { get; init; } = 200;

    /// <summary><c>planFields</c>: fields that the plan keeps, those that only join included.</summary>
    public int MaxFields { get; init; } = 20_000;

    /// <summary><c>planDepth</c>: levels of nesting, those of keys and <c>@requires</c> included.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>
    /// The labels of progressive <c>@override</c> that are on; all others are off, and the subgraph that is taken over from still answers.
    /// </summary>
    public IReadOnlySet<string> ActiveLabels { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    internal static GraphQLException Exceeded(string limit, int allowed, string counted) => new(new GraphQLError(
        ErrorCodes.LimitExceeded, $"Planning the operation exceeds the limit of {allowed} {counted} ({limit}). Ask in smaller pieces.")
    {
        Limit = limit,
    });
}
