using System.Runtime.CompilerServices;

namespace Exchange.GraphQL.Execution;

/// <summary>
/// Runs subscriptions on resolvers (GraphQL September 2025, section 6.2.3): creates the source stream, then maps each of its events to a
/// response. Stateless and safe to share between threads.
/// </summary>
public static class SubscriptionExecutor
{
    /// <summary>
    /// Creates the source stream. Wrong arguments, and whatever the stream's resolver refuses, are in the result as request errors; throws
    /// <see cref="OperationCanceledException"/> only when <paramref name="cancelled"/> is. It ends the stream too.
    /// </summary>
    public static async Task<SubscriptionResult> SubscribeAsync(
        Operation operation, VariableValues variables, ResolverMap resolvers, object? rootValue, CancellationToken cancelled)
    {
        if (operation.Root.For(operation.RootType.Name) is not [var field]
            || !resolvers.Streams.TryGetValue($"{field.Parent.Name}.{field.Definition.Name}", out var subscribe))
        {
            return SubscriptionResult.Refused([new GraphQLError(ErrorCodes.Internal, "This field tells of no events.")]);
        }

        try
        {
            var arguments = InputCoercion.CoerceArguments(field.Definition, field.Arguments, variables, resolvers.Scalars);
            var path = new ResponsePath(null, field.ResponseName);
            var source = await subscribe(new FieldContext(operation, field, rootValue, arguments, path, cancelled)).ConfigureAwait(false);
            return SubscriptionResult.Of(MapAsync(operation, variables, resolvers, source, cancelled));
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            throw;
        }
        catch (GraphQLException refused)
        {
            return SubscriptionResult.Refused([.. refused.Errors.Select(error => At(field, error))]);
        }
        catch (Exception unexpected)
        {
            // WHY: what a resolver throws may quote data; its owner is told, the caller only learns where.
            resolvers.Unexpected?.Invoke(field, unexpected);
            var error = new GraphQLError(ErrorCodes.Internal, $"\"{field.Parent.Name}.{field.Definition.Name}\" could not be subscribed to.");
            return SubscriptionResult.Refused([At(field, error)]);
        }
    }

    private static GraphQLError At(SelectedField field, GraphQLError error) =>
        error with { Path = [field.ResponseName], Locations = error.Locations.Count > 0 ? error.Locations : [field.Location] };

    // MapSourceToResponseEvent: one response an event, in order; it completes, fails and is cancelled with its source.
    private static async IAsyncEnumerable<ExecutionResult> MapAsync(
        Operation operation,
        VariableValues variables,
        ResolverMap resolvers,
        IAsyncEnumerable<object?> source,
        CancellationToken cancelled,
        [EnumeratorCancellation] CancellationToken stopped = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancelled, stopped);
        await foreach (var told in source.WithCancellation(either.Token).ConfigureAwait(false))
        {
            yield return await OperationExecutor.ExecuteAsync(operation, variables, resolvers, told, either.Token).ConfigureAwait(false);
        }
    }
}

/// <summary>What came of a subscription: its responses, or why there are none. Exactly one of both.</summary>
public sealed record SubscriptionResult
{
    private SubscriptionResult(IAsyncEnumerable<ExecutionResult>? responses, IReadOnlyList<GraphQLError> errors)
    {
        Responses = responses;
        Errors = errors;
    }

    /// <summary>The response stream, to be read once; null where the subscription was refused.</summary>
    public IAsyncEnumerable<ExecutionResult>? Responses { get; }

    /// <summary>Why it was refused; empty where it was not.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; }

    /// <summary>A subscription that was refused.</summary>
    public static SubscriptionResult Refused(IReadOnlyList<GraphQLError> errors) => new(null, errors);

    internal static SubscriptionResult Of(IAsyncEnumerable<ExecutionResult> responses) => new(responses, []);
}
