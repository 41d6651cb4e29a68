using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.8.4: Each variable that an operation defines must be used in it or in a fragment that it reaches.
/// </summary>
internal sealed class NoUnusedVariablesRule(ValidationContext context) : ValidationRule(context)
{
    /// <inheritdoc/>
    public override string Name => "NoUnusedVariables";

    /// <inheritdoc/>
    public override Visits Visits => Visits.End;

    /// <inheritdoc/>
    public override void LeaveDocument(Document document)
    {
        foreach (var operation in Context.Operations)
        {
            var used = Context.Reachable(operation)
                .SelectMany(usage => usage.Variables)
                .Select(usage => usage.Node.Name)
                .ToHashSet(StringComparer.Ordinal);
            foreach (var variable in operation.Variables.Where(variable => !used.Contains(variable.Name)))
            {
                Report($"Variable \"${variable.Name}\" is never used; remove it or use it.", variable);
            }
        }
    }
}
