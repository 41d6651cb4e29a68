using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.2.1.1: For each operation definition, the schema must define the root operation type of its kind.
/// </summary>
internal sealed class KnownOperationTypesRule(ValidationContext context) : ValidationRule(context)
{
    /// <inheritdoc/>
    public override string Name => "KnownOperationTypes";

    /// <inheritdoc/>
    public override Visits Visits => Visits.Operations;

    /// <inheritdoc/>
    public override void EnterOperation(OperationDefinition operation)
    {
        if (Context.Schema.RootType(operation.Kind) is null)
        {
            Report($"The schema has no {operation.Kind.ToString().ToLowerInvariant()} operations.", operation);
        }
    }
}
