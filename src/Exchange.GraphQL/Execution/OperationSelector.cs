using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.Execution;

/// <summary>Chooses the operation to run (GraphQL September 2025, section 6.1, GetOperation).</summary>
public static class OperationSelector
{
    /// <summary>
    /// The operation of that name, or the only one where <paramref name="operationName"/> is null or empty.
    /// Throws <see cref="GraphQLException"/> (<c>OPERATION_RESOLUTION_FAILURE</c>) when that is none or not one.
    /// </summary>
    public static OperationDefinition Select(Document document, string? operationName)
    {
        var operations = document.Definitions.OfType<OperationDefinition>();
        if (!string.IsNullOrEmpty(operationName))
        {
            return operations.FirstOrDefault(operation => operation.Name == operationName)
                ?? throw Unresolved("The document has no operation with the name given in operationName.");
        }

        OperationDefinition? only = null;
        foreach (var operation in operations)
        {
            only = only is null
                ? operation
                : throw Unresolved("The document has several operations; say in operationName which one to run.");
        }

        return only ?? throw Unresolved("The document has no operation; write a query, mutation or subscription.");
    }

    private static GraphQLException Unresolved(string message) => new(new GraphQLError(ErrorCodes.OperationResolutionFailed, message));
}
