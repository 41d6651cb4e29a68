using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.2.2.1: For each operation definition, the set of all operations of its name must contain only itself.
/// </summary>
internal sealed class UniqueOperationNamesRule(ValidationContext context) : ValidationRule(context)
{
    private readonly Dictionary<string, SourceLocation> _seen = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string Name => "UniqueOperationNames";

    /// <inheritdoc/>
    public override Visits Visits => Visits.Operations;

    /// <inheritdoc/>
    public override void EnterOperation(OperationDefinition operation)
    {
        if (operation.Name is { } name && !_seen.TryAdd(name, operation.NameLocation))
        {
            ReportAt(
                $"There is more than one operation named \"{name}\"; name each differently.", _seen[name], operation.NameLocation);
        }
    }
}
