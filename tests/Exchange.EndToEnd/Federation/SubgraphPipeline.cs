using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Validation;
using Exchange.Pipeline;
using Exchange.Pipeline.Callers;
using Exchange.Policy;

namespace Exchange.EndToEnd.Federation;

/// <summary>Answers what a department's service is asked from its resolvers, over whatever the transports of the graph carry.</summary>
internal sealed class SubgraphPipeline(Schema schema, ResolverMap resolvers) : IRequestPipeline
{
    private static readonly ClientIdentity Anybody = new(
        "gateway", new DepartmentId("gateway"), [], [], RegionCode: null, Officer: null, IntrospectionMode.Full);

    private readonly ConcurrentQueue<string> _asked = new();

    /// <summary>The documents that were asked, in order.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    public ValueTask<Admission> AdmitAsync(HubRequest request, CancellationToken cancellation) => new(new Admission(Anybody, null));

    public async ValueTask<HubResponse> AnswerAsync(HubRequest request, CancellationToken cancellation)
    {
        try
        {
            var (operation, variables) = Compile(request);
            return Of(await OperationExecutor.ExecuteAsync(operation, variables, resolvers, null, cancellation));
        }
        catch (GraphQLException refused)
        {
            return Of(ExecutionResult.Refused(refused.Errors));
        }
    }

    public async IAsyncEnumerable<HubResponse> StreamAsync(HubRequest request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (operation, variables) = Compile(request);
        var stream = await SubscriptionExecutor.SubscribeAsync(operation, variables, resolvers, null, cancellation);
        await foreach (var result in stream.Responses!.WithCancellation(cancellation))
        {
            yield return Of(result);
        }
    }

    private static HubResponse Of(ExecutionResult result)
    {
        var body = new ArrayBufferWriter<byte>();
        ResultWriter.Write(body, result);
        return new HubResponse(AnswerKind.Executed, null, body.WrittenMemory);
    }

    private (Operation Operation, VariableValues Variables) Compile(HubRequest request)
    {
        _asked.Enqueue(Encoding.UTF8.GetString(request.Document.Span));
        var document = GraphQLParser.Parse(request.Document.Span);
        var errors = DocumentValidator.Validate(schema, document, ValidationOptions.Default);
        if (errors.Count > 0)
        {
            throw new GraphQLException(errors);
        }

        var definition = OperationSelector.Select(document, request.OperationName);
        var variables = InputCoercion.CoerceVariables(schema, definition, request.Variables, resolvers.Scalars);
        return (OperationCompiler.Compile(schema, document, definition, variables, OperationLimits.Default), variables);
    }
}
