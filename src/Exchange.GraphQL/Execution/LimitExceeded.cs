using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.Execution;

/// <summary>Builds the error of a named limit.</summary>
internal static class LimitExceeded
{
    /// <summary>An exception with one <c>LIMIT_EXCEEDED</c> error that tells the limit's name, its number and what it counts.</summary>
    public static GraphQLException Of(string limit, int allowed, string counted, SourceLocation location = default) =>
        new(new GraphQLError(
            ErrorCodes.LimitExceeded, $"The operation exceeds the limit of {allowed} {counted} ({limit}). Ask in smaller pieces.")
        {
            Limit = limit,
            Locations = location == default ? [] : [location],
        });

    /// <summary>An exception with the error of the limit <c>cost</c>; it tells what the operation would cost.</summary>
    public static GraphQLException Cost(int cost, int allowed, SourceLocation location) =>
        new(new GraphQLError(
            ErrorCodes.LimitExceeded,
            $"The operation would cost {cost}, and the limit is {allowed} (cost). Ask for shorter lists, or for fewer of them at a time.")
        {
            Limit = "cost",
            Locations = [location],
        });
}
