namespace Exchange.GraphQL.Execution;

/// <summary>
/// Runs operations on resolvers (GraphQL September 2025, section 6.2 to 6.4): what the services behind the hub and introspection run on;
/// the hub's own queries run on plans. Stateless and safe to share between threads.
/// </summary>
public static class OperationExecutor
{
    /// <summary>
    /// Runs a query or mutation. Root fields of a mutation run one after the other, all other fields side by side. Errors of fields are in
    /// the result; throws <see cref="OperationCanceledException"/> only when <paramref name="cancelled"/> is.
    /// </summary>
    public static async Task<ExecutionResult> ExecuteAsync(
        Operation operation, VariableValues variables, ResolverMap resolvers, object? rootValue, CancellationToken cancelled)
    {
        var run = new OperationRun(operation, variables, resolvers, cancelled);
        var data = await run.ExecuteAsync(rootValue).ConfigureAwait(false);
        return new ExecutionResult(data, true, run.Errors);
    }
}
