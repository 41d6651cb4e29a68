using Exchange.GraphQL;

namespace Exchange.Federation.Governed.Lists;

/// <summary>The named limits of lists. Immutable.</summary>
public sealed record ListLimits
{
    /// <summary>How many rows a page may have (limit <c>first</c>).</summary>
    public int First { get; init; } = 100;

    /// <summary>How many pages one operation may read (limit <c>lists</c>).</summary>
    public int Lists { get; init; } = 50;

    /// <summary>How many rows may be looked at to fill one page, where gates drop some; then the page is short and its end says where to go on.</summary>
    public int LookedAt { get; init; } = 500;

    /// <summary>How many characters a cursor may have.</summary>
    public int CursorLength { get; init; } = 8192;

    internal static GraphQLException Exceeded(string limit, string message) =>
        new(new GraphQLError(ErrorCodes.LimitExceeded, message) { Limit = limit });
}
