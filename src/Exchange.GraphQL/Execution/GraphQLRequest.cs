using Exchange.GraphQL.Values;

namespace Exchange.GraphQL.Execution;

/// <summary>A request as it arrives (GraphQL September 2025, section 6.1).</summary>
/// <param name="Query">The document's text.</param>
public sealed record GraphQLRequest(string Query)
{
    /// <summary>Which operation of the document to run; null when it has only one.</summary>
    public string? OperationName { get; init; }

    /// <summary>The variables as sent; null when there are none.</summary>
    public DatumObject? Variables { get; init; }
}
