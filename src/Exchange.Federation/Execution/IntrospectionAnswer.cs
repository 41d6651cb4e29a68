using Exchange.Federation.Planning;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Values;

namespace Exchange.Federation.Execution;

/// <summary>Answers <c>__schema</c> and <c>__type</c> of a planned operation. Stateless.</summary>
internal static class IntrospectionAnswer
{
    /// <summary>The value of one field of the root. Throws <see cref="GraphQL.GraphQLException"/> where it cannot be given.</summary>
    public static Datum Of(FetchPlan plan, SelectedField field, VariableValues variables)
    {
        var operation = plan.Operation;
        if (plan.ConditionVariables.Count > 0)
        {
            // WHY: the plan's operation keeps its conditions open; introspection runs on one whose conditions are decided.
            operation = OperationCompiler.Compile(
                operation.Schema, operation.Document, operation.Definition, variables, OperationLimits.Unlimited);
            field = operation.Root.For(operation.RootType.Name).First(candidate => candidate.ResponseName == field.ResponseName);
        }

        return Introspection.Resolve(operation, field, variables);
    }
}
