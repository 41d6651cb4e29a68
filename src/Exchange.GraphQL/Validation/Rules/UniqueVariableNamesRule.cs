using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.8.1: For each variable of an operation, the set of all its variables of that name must contain only itself.
/// </summary>
internal sealed class UniqueVariableNamesRule(ValidationContext context) : ValidationRule(context)
{
    /// <inheritdoc/>
    public override string Name => "UniqueVariableNames";

    /// <inheritdoc/>
    public override Visits Visits => Visits.Operations;

    /// <inheritdoc/>
    public override void EnterOperation(OperationDefinition operation)
    {
        if (operation.Variables.Count < 2)
        {
            return;
        }

        foreach (var same in operation.Variables.GroupBy(variable => variable.Name).Where(same => same.Count() > 1))
        {
            ReportAt(
                $"Variable \"${same.Key}\" is declared more than once; declare it once.",
                [.. same.Select(variable => variable.NameLocation)]);
        }
    }
}
