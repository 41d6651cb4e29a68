using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.8.3: Each variable used in an operation, or in a fragment that it reaches, must be defined by that operation.
/// </summary>
internal sealed class NoUndefinedVariablesRule(ValidationContext context) : ValidationRule(context)
{
    /// <inheritdoc/>
    public override string Name => "NoUndefinedVariables";

    /// <inheritdoc/>
    public override Visits Visits => Visits.End;

    /// <inheritdoc/>
    public override void LeaveDocument(Document document)
    {
        foreach (var operation in Context.Operations)
        {
            var defined = operation.Variables.Select(variable => variable.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var usage in Context.Reachable(operation).SelectMany(usage => usage.Variables))
            {
                if (!defined.Contains(usage.Node.Name))
                {
                    var of = operation.Name is null ? "the operation" : $"operation \"{operation.Name}\"";
                    Report($"Variable \"${usage.Node.Name}\" is not declared by {of}; declare it there.", usage.Node, operation);
                }
            }
        }
    }
}
