using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.4.3: For each argument that a field or directive requires, an argument of that name must be given. (That it is
/// not null is seen by ValuesOfCorrectType.)
/// </summary>
internal sealed class ProvidedRequiredArgumentsRule(ValidationContext context) : ValidationRule(context)
{
    /// <inheritdoc/>
    public override string Name => "ProvidedRequiredArguments";

    /// <inheritdoc/>
    public override void EnterArguments(
        IReadOnlyList<ArgumentNode> arguments, IReadOnlyList<InputValue>? definitions, string owner, SyntaxNode node)
    {
        foreach (var definition in definitions ?? [])
        {
            if (definition.IsRequired && !arguments.Any(argument => argument.Name == definition.Name))
            {
                Report($"\"{owner}\" needs argument \"{definition.Name}\" of type \"{definition.Type}\"; give it.", node);
            }
        }
    }
}
