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
}
