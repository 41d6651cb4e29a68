using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Validation;

namespace Exchange.GraphQL.Execution;

/// <summary>
/// Answers requests on one schema with resolvers, from text to result: what a department's service runs on. The hub itself takes the same
/// steps apart, because it authorizes and plans between them. Immutable; safe to share between threads.
/// </summary>
public sealed class RequestExecutor(Schema schema, ResolverMap resolvers, ValidationOptions? options = null)
{
    private readonly ValidationOptions _options = (options ?? ValidationOptions.Default) with { Scalars = resolvers.Scalars };

    /// <summary>
    /// Parses, validates, coerces, compiles and runs. Whatever is wrong with the request is in the result; throws
    /// <see cref="OperationCanceledException"/> when <paramref name="cancelled"/> is.
    /// </summary>
    public async Task<ExecutionResult> ExecuteAsync(GraphQLRequest request, object? rootValue, CancellationToken cancelled)
    {
        try
        {
            var document = GraphQLParser.Parse(request.Query);
            var errors = DocumentValidator.Validate(schema, document, _options);
            if (errors.Count > 0)
            {
                return ExecutionResult.Refused(errors);
            }

            var definition = OperationSelector.Select(document, request.OperationName);
            var variables = InputCoercion.CoerceVariables(schema, definition, request.Variables, resolvers.Scalars);
            var operation = OperationCompiler.Compile(schema, document, definition, variables, _options.Limits, failLate: true);
            return await OperationExecutor.ExecuteAsync(operation, variables, resolvers, rootValue, cancelled).ConfigureAwait(false);
        }
        catch (GraphQLException refused)
        {
            return ExecutionResult.Refused(refused.Errors);
        }
    }
}
