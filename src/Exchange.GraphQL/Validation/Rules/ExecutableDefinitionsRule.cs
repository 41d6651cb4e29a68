using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.1.1: For each definition in the document: it must be an OperationDefinition or a FragmentDefinition.
/// </summary>
internal sealed class ExecutableDefinitionsRule(ValidationContext context) : ValidationRule(context)
{
    /// <inheritdoc/>
    public override string Name => "ExecutableDefinitions";

    /// <inheritdoc/>
    public override Visits Visits => Visits.Start;

    /// <inheritdoc/>
    public override void EnterDocument(Document document)
    {
        foreach (var definition in document.Definitions)
        {
            if (definition is not (OperationDefinition or FragmentDefinition))
            {
                Report("A type system definition cannot be executed; send only operations and fragments.", definition);
            }
        }
    }
}
