using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Validation.Rules;

namespace Exchange.GraphQL.Validation;

/// <summary>
/// Validates executable documents: first the named limits, which cost one pass, then every rule of section 5 (GraphQL September 2025) in
/// one traversal. Stateless and safe to share between threads.
/// </summary>
public static class DocumentValidator
{
    /// <summary>
    /// The errors of <paramref name="document"/>, none when it may run: <c>GRAPHQL_VALIDATION_FAILED</c> with the rule's name, at most
    /// <see cref="ValidationOptions.MaxErrors"/>; or one <c>LIMIT_EXCEEDED</c> with the limit's name.
    /// </summary>
    public static IReadOnlyList<GraphQLError> Validate(Schema schema, Document document, ValidationOptions options)
    {
        try
        {
            var fragments = FragmentTable.Of(document);
            new StructuralLimits(options.Limits, fragments).Check(document);
            var context = new ValidationContext(schema, document, fragments, options);
            new DocumentWalker(context, new RulesByVisit(ExecutableRules.For(context))).Walk(document);
            return context.Errors;
        }
        catch (GraphQLException stopped)
        {
            return stopped.Errors;
        }
    }
}
