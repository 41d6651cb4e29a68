using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Values;

namespace Exchange.GraphQL.Execution;

/// <summary>
/// Answers <c>__schema</c> and <c>__type</c> (GraphQL September 2025, section 4). Stateless and safe to share between threads.
/// </summary>
public static class Introspection
{
    /// <summary>
    /// The value of one introspection field of <paramref name="operation"/>'s root selection. Throws <see cref="GraphQLException"/> when
    /// its arguments do not fit, and <see cref="ArgumentException"/> for a field that is not <c>__schema</c> or <c>__type</c>.
    /// </summary>
    /// <param name="operation">The operation, compiled against the whole schema.</param>
    /// <param name="field">The field of its root selection.</param>
    /// <param name="variables">The coerced variables.</param>
    /// <param name="shown">The schema to tell of: a <see cref="SchemaSubset"/> of the operation's; null for all of it.</param>
    public static Datum Resolve(Operation operation, SelectedField field, VariableValues variables, Schema? shown = null)
    {
        if (!MetaFields.IsIntrospection(field.Definition.Name))
        {
            throw new ArgumentException($"{field.Definition.Name} is not an introspection field.", nameof(field));
        }

        // INVARIANT: the resolvers of introspection complete at once, so there is nothing to wait for.
        var allowance = IntrospectionAllowance.For(operation);
        var run = new OperationRun(operation, variables, new ResolverMap(), CancellationToken.None)
        {
            Shown = shown ?? operation.Schema,
            Allowance = allowance,
        };
        var value = run.ExecuteAsync(field, null).AsTask().GetAwaiter().GetResult();
        allowance.Demand(field.Location);
        return run.Errors.Count == 0 ? value : throw new GraphQLException(run.Errors);
    }
}
