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
    public override Visits Visits => Visits.Arguments;

    /// <inheritdoc/>
    public override void EnterArguments(IReadOnlyList<ArgumentNode> arguments, IReadOnlyList<InputValue>? definitions, SyntaxNode owner)
    {
        for (var i = 0; i < definitions?.Count; i++)
        {
            var definition = definitions[i];
            if (definition.IsRequired && !arguments.AsSpan().Include(definition.Name))
            {
                Report($"\"{NameOf(owner)}\" needs argument \"{definition.Name}\" of type \"{definition.Type}\"; give it.", owner);
            }
        }
    }
}
