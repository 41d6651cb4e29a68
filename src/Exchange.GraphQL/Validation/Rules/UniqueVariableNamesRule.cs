using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.8.1: For each variable of an operation, the set of all its variables of that name must contain only itself.
/// </summary>
internal sealed class UniqueVariableNamesRule(ValidationContext context) : ValidationRule(context)
{
    private readonly Dictionary<string, VariableDefinition> _seen = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string Name => "UniqueVariableNames";

    /// <inheritdoc/>
    public override void EnterOperation(OperationDefinition operation) => _seen.Clear();

    /// <inheritdoc/>
    public override void EnterVariableDefinition(VariableDefinition variable, GraphQLType? type)
    {
        if (!_seen.TryAdd(variable.Name, variable))
        {
            Report($"Variable \"${variable.Name}\" is declared more than once; declare it once.", _seen[variable.Name], variable);
        }
    }
}
