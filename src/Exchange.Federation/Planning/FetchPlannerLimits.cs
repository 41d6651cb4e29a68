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
}
