using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.4.2: For each argument of a field or directive, the set of all its arguments of that name must contain only itself.
/// </summary>
internal sealed class UniqueArgumentNamesRule(ValidationContext context) : ValidationRule(context)
{
    /// <inheritdoc/>
    public override string Name => "UniqueArgumentNames";

    /// <inheritdoc/>
    public override Visits Visits => Visits.Arguments;

    /// <inheritdoc/>
    public override void EnterArguments(IReadOnlyList<ArgumentNode> arguments, IReadOnlyList<InputValue>? definitions, SyntaxNode owner)
    {
        if (GivenArguments.ArePlainlyDistinct(arguments.AsSpan()))
        {
            return;
        }

        foreach (var same in arguments.GroupBy(argument => argument.Name).Where(same => same.Count() > 1))
        {
            Report($"Argument \"{same.Key}\" of \"{NameOf(owner)}\" is given more than once; give it once.", [.. same]);
        }
    }
}
