using Exchange.GraphQL.Language;

namespace Exchange.GraphQL;

/// <summary>
/// A GraphQL error (September 2025, section 7.1.2). <paramref name="Message"/> is shown to the caller: it names the place and what to do,
/// and never holds a value of a variable, of an argument or of data.
/// </summary>
/// <param name="Code">Stable code for <c>extensions.code</c>, for example <c>GRAPHQL_PARSE_FAILED</c>.</param>
/// <param name="Message">One sentence for the caller.</param>
public sealed record GraphQLError(string Code, string Message)
{
    /// <summary>Places in the document; empty when none applies.</summary>
    public IReadOnlyList<SourceLocation> Locations { get; init; } = [];

    /// <summary>Path in the response (strings and ints); null for request errors.</summary>
    public IReadOnlyList<object>? Path { get; init; }

    /// <summary>The specification's validation rule that was broken, for example <c>FieldsOnCorrectType</c>; null elsewhere.</summary>
    public string? Rule { get; init; }

    /// <summary>The named limit that stopped the request, for example <c>tokens</c>; null elsewhere.</summary>
    public string? Limit { get; init; }
}

/// <summary>The codes of request errors.</summary>
public static class ErrorCodes
{
    /// <summary>The document is not GraphQL.</summary>
    public const string ParseFailed = "GRAPHQL_PARSE_FAILED";

    /// <summary>The document breaks a validation rule.</summary>
    public const string ValidationFailed = "GRAPHQL_VALIDATION_FAILED";

    /// <summary>A variable does not fit its declared type.</summary>
    public const string BadUserInput = "BAD_USER_INPUT";

    /// <summary>The operation to run cannot be determined.</summary>
    public const string OperationResolutionFailed = "OPERATION_RESOLUTION_FAILURE";

    /// <summary>A named limit stopped the request.</summary>
    public const string LimitExceeded = "LIMIT_EXCEEDED";

    /// <summary>The caller is known and may not ask.</summary>
    public const string Forbidden = "FORBIDDEN";

    /// <summary>The hub or subgraph failed while executing.</summary>
    public const string Internal = "INTERNAL_SERVER_ERROR";
}

/// <summary>A request error as an exception: thrown inside the engine, caught at its door, never shown with its stack.</summary>
public sealed class GraphQLException(IReadOnlyList<GraphQLError> errors) : Exception(errors.Count > 0 ? errors[0].Message : "GraphQL error")
{
    /// <summary>Wraps one error.</summary>
    public GraphQLException(GraphQLError error)
        : this([error])
    {
    }

    /// <summary>The errors to report.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; } = errors;
}
