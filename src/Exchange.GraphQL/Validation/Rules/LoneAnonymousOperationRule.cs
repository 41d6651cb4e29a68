using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.2.3.1: If the document holds an anonymous operation, it must hold no other operation.
/// </summary>
internal sealed class LoneAnonymousOperationRule(ValidationContext context) : ValidationRule(context)
{
    /// <inheritdoc/>
    public override string Name => "LoneAnonymousOperation";

    /// <inheritdoc/>
    public override Visits Visits => Visits.Operations;

    /// <inheritdoc/>
    public override void EnterOperation(OperationDefinition operation)
    {
        if (operation.Name is null && Context.Operations.Length > 1)
        {
            Report("An operation without a name must be the only one; name every operation.", operation);
        }
    }
}
