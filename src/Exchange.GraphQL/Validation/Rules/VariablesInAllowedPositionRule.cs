using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.8.5: Each use of a variable must be at a place whose type is compatible with the variable's; a nullable variable may
/// stand at a non-null place only where one of both has a default that is not null, and never in a @oneOf input object.
/// </summary>
internal sealed class VariablesInAllowedPositionRule(ValidationContext context) : ValidationRule(context)
{
    private readonly Dictionary<string, (VariableDefinition Definition, GraphQLType? Type)> _variables = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string Name => "VariablesInAllowedPosition";

    /// <inheritdoc/>
    public override Visits Visits => Visits.End;

    /// <inheritdoc/>
    public override void LeaveDocument(Document document)
    {
        foreach (var operation in Context.Operations)
        {
            Check(operation);
        }
    }

    private void Check(OperationDefinition operation)
    {
        _variables.Clear();
        foreach (var variable in operation.Variables.AsSpan())
        {
            _variables[variable.Name] = (variable, TypeReference.Resolve(Context.Schema, variable.Type));
        }

        foreach (var reached in Context.Reachable(operation))
        {
            Check(reached);
        }
    }

    private void Check(DefinitionUsage reached)
    {
        foreach (var usage in reached.Variables)
        {
            if (_variables.TryGetValue(usage.Node.Name, out var variable) && variable.Type is { } type && usage.Position.Type is { } expected
                && !IsAllowed(variable.Definition, type, expected, usage.Position))
            {
                Report(
                    $"Variable \"${usage.Node.Name}\" of type \"{type}\" cannot be used where \"{expected}\" is expected; change its type.",
                    variable.Definition,
                    usage.Node);
            }
        }
    }

    private static bool IsAllowed(VariableDefinition variable, GraphQLType type, GraphQLType expected, InputPosition position)
    {
        if (position.IsOneOfField && !type.IsNonNull)
        {
            return false;
        }

        if (expected.IsNonNull && !type.IsNonNull)
        {
            return (variable.DefaultValue is not (null or NullNode) || position.HasDefault) && AreCompatible(type, expected.Nullable);
        }

        return AreCompatible(type, expected);
    }

    private static bool AreCompatible(GraphQLType type, GraphQLType expected)
    {
        while (true)
        {
            if (expected.IsNonNull && !type.IsNonNull)
            {
                return false;
            }

            (type, expected) = (type.Nullable, expected.Nullable);
            if (type is not ListType list || expected is not ListType expectedList)
            {
                return ReferenceEquals(type, expected);
            }

            (type, expected) = (list.Item, expectedList.Item);
        }
    }
}
