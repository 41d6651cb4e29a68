using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.8.2: For each variable of each operation, the variable's type must be an input type.
/// </summary>
internal sealed class VariablesAreInputTypesRule(ValidationContext context) : ValidationRule(context)
{
    /// <inheritdoc/>
    public override string Name => "VariablesAreInputTypes";

    /// <inheritdoc/>
    public override Visits Visits => Visits.VariableDefinitions;

    /// <inheritdoc/>
    public override void EnterVariableDefinition(VariableDefinition variable, GraphQLType? type)
    {
        if (type is { Named.IsInput: false })
        {
            Report($"Variable \"${variable.Name}\" cannot be of type \"{type}\"; use a scalar, an enum or an input object.", variable.Type);
        }
    }
}
