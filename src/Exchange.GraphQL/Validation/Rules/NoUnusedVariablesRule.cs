using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.8.4: Each variable that an operation defines must be used in it or in a fragment that it reaches.
/// </summary>
internal sealed class NoUnusedVariablesRule(ValidationContext context) : ValidationRule(context)
{
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string Name => "NoUnusedVariables";

    /// <inheritdoc/>
    public override Visits Visits => Visits.End;

    /// <inheritdoc/>
    public override void LeaveDocument(Document document)
    {
        foreach (var operation in Context.Operations)
        {
            _used.Clear();
            foreach (var reached in Context.Reachable(operation))
            {
                foreach (var usage in reached.Variables)
                {
                    _used.Add(usage.Node.Name);
                }
            }

            Check(operation);
        }
    }

    private void Check(OperationDefinition operation)
    {
        foreach (var variable in operation.Variables.AsSpan())
        {
            if (!_used.Contains(variable.Name))
            {
                Report($"Variable \"${variable.Name}\" is never used; remove it or use it.", variable);
            }
        }
    }
}
