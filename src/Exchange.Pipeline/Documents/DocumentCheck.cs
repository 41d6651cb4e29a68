using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Validation;

namespace Exchange.Pipeline.Documents;

/// <summary>
/// Judges a document before it is registered, by what a request with it would be judged by: the same limits and rules. Stateless and safe
/// to share between threads.
/// </summary>
public static class DocumentCheck
{
    // WHY more than a caller is told: whoever registers documents looks through all mistakes at once.
    private const int MaxErrors = 100;

    /// <summary>Every mistake, located; empty for a document that may be registered.</summary>
    /// <param name="schema">The graph.</param>
    /// <param name="text">The document, UTF-8.</param>
    /// <param name="limits">The limits of requests.</param>
    /// <param name="scalars">What decides whether a literal fits a scalar.</param>
    public static IReadOnlyList<GraphQLError> Mistakes(Schema schema, ReadOnlySpan<byte> text, PipelineLimits limits, ScalarSet scalars)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(limits);
        try
        {
            var document = GraphQLParser.Parse(text, limits.Parser);
            var validation = limits.Validation with { MaxErrors = MaxErrors, Suggest = true, Scalars = scalars };
            var errors = DocumentValidator.Validate(schema, document, validation);
            return errors.Count > 0 ? errors : Compile(schema, document, limits);
        }
        catch (GraphQLException exception)
        {
            return exception.Errors;
        }
    }

    // The limits that count only once an operation's fields are collected and merged, with all conditions true and with all false.
    private static IReadOnlyList<GraphQLError> Compile(Schema schema, Document document, PipelineLimits limits)
    {
        var errors = new List<GraphQLError>();
        foreach (var definition in document.Definitions.OfType<OperationDefinition>())
        {
            try
            {
                var conditions = OperationCompiler.ConditionVariables(document, definition);
                OperationCompiler.Compile(schema, document, definition, VariableValues.OfConditions(conditions, true), limits.Operation);
                OperationCompiler.Compile(schema, document, definition, VariableValues.OfConditions(conditions, false), limits.Operation);
            }
            catch (GraphQLException exception)
            {
                errors.AddRange(exception.Errors);
            }
        }

        return errors;
    }
}
