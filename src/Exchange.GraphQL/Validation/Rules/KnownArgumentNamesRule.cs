using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.4.1: For each argument, the field or directive that it is given to must define an argument of that name.
/// </summary>
internal sealed class KnownArgumentNamesRule(ValidationContext context) : ValidationRule(context)
{
    /// <inheritdoc/>
    public override string Name => "KnownArgumentNames";

    /// <inheritdoc/>
    public override Visits Visits => Visits.Arguments;

    /// <inheritdoc/>
    public override void EnterArguments(IReadOnlyList<ArgumentNode> arguments, IReadOnlyList<InputValue>? definitions, SyntaxNode owner)
    {
        if (definitions is null)
        {
            return;
        }

        foreach (var argument in arguments.AsSpan())
        {
            if (definitions.Find(argument.Name) is null)
            {
                var advice = Context.Suggest(argument.Name, definitions.Select(definition => definition.Name));
                Report($"\"{NameOf(owner)}\" has no argument \"{argument.Name}\".{advice}", argument);
            }
        }
    }
}
