using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.8.3: Each variable used in an operation, or in a fragment that it reaches, must be defined by that operation.
/// </summary>
internal sealed class NoUndefinedVariablesRule(ValidationContext context) : ValidationRule(context)
{
    private readonly HashSet<string> _defined = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string Name => "NoUndefinedVariables";

    /// <inheritdoc/>
    public override Visits Visits => Visits.End;

    /// <inheritdoc/>
    public override void LeaveDocument(Document document)
    {
        foreach (var operation in Context.Operations)
        {
            _defined.Clear();
            foreach (var variable in operation.Variables.AsSpan())
            {
                _defined.Add(variable.Name);
            }

            foreach (var reached in Context.Reachable(operation))
            {
                Check(operation, reached);
            }
        }
    }

    private void Check(OperationDefinition operation, DefinitionUsage reached)
    {
        foreach (var usage in reached.Variables)
        {
            if (!_defined.Contains(usage.Node.Name))
            {
                var of = operation.Name is null ? "the operation" : $"operation \"{operation.Name}\"";
                Report($"Variable \"${usage.Node.Name}\" is not declared by {of}; declare it there.", usage.Node, operation);
            }
        }
    }
}
