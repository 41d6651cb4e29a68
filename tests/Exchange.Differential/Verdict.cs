using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;

namespace Exchange.Differential;

/// <summary>What the engine says of one document.</summary>
public sealed record Verdict
{
    /// <summary>The document printed anew, or null where it is not GraphQL.</summary>
    public string? Printed { get; init; }

    /// <summary>What is wrong with the document: one syntax error, or everything that validation finds.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; init; } = [];

    /// <summary>The kind of the operation that was to run; null where that could not be told, or was not asked.</summary>
    public OperationKind? Operation { get; init; }

    /// <summary>What running it gave; null for documents that are not valid and for subscriptions.</summary>
    public ExecutionResult? Result { get; init; }

    /// <summary>Whether the document is GraphQL.</summary>
    public bool IsParsed => Printed is not null;

    /// <summary>Whether the document may run.</summary>
    public bool IsValid => IsParsed && Errors.Count == 0;
}
