using Exchange.Demo.Sources;
using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Validation;
using Exchange.GraphQL.Values;

namespace Exchange.Demo.Subgraphs;

/// <summary>
/// A department's GraphQL service: an Apollo Federation v2 subgraph over its records. Each <c>_entities</c> selection is written down before it
/// is answered. Thread-safe.
/// </summary>
internal sealed class SubgraphService
{
    private const int MaxRepresentations = 1_000;
    private readonly string _sdl;
    private readonly Schema _schema;
    private readonly ISubgraphRecords _records;
    private readonly SourceLog _log;
    private readonly SelectedCoordinates _coordinates;
    private readonly ResolverMap _resolvers;

    /// <summary>Makes the service.</summary>
    /// <param name="sdl">What <c>_service</c> answers.</param>
    /// <param name="schema">What requests run on: the subgraph with the machinery of the federation specification.</param>
    /// <param name="records">Its records.</param>
    /// <param name="log">What it was asked.</param>
    /// <param name="own">Its own resolvers and streams; a root value is the access id that the hub gave.</param>
    public SubgraphService(string sdl, Schema schema, ISubgraphRecords records, SourceLog log, ResolverMap own)
    {
        _sdl = sdl;
        _schema = schema;
        _records = records;
        _log = log;
        _coordinates = new SelectedCoordinates(records);
        _resolvers = own with
        {
            Fields = new Dictionary<string, FieldResolver>(own.Fields)
            {
                ["Query._service"] = _ => new ValueTask<object?>(new DatumObject(["sdl"], [Datum.From(_sdl)])),
                ["Query._entities"] = context => new ValueTask<object?>(Entities(context)),
            },
        };
    }

    /// <summary>Runs one query; <paramref name="accessId"/> is what the hub calls it.</summary>
    public async Task<ExecutionResult> RunAsync(
        string query, string? operationName, DatumObject? variables, string accessId, CancellationToken cancellation)
    {
        try
        {
            var (operation, values) = Compile(query, operationName, variables);
            return operation.Kind == OperationKind.Query
                ? await OperationExecutor.ExecuteAsync(operation, values, _resolvers, accessId, cancellation)
                : throw new GraphQLException(new GraphQLError(ErrorCodes.ValidationFailed, "Subscriptions are served by WebSocket."));
        }
        catch (GraphQLException refused)
        {
            return ExecutionResult.Refused(refused.Errors);
        }
    }

    /// <summary>Opens one subscription.</summary>
    public async Task<SubscriptionResult> SubscribeAsync(
        string query, string? operationName, DatumObject? variables, string accessId, CancellationToken cancellation)
    {
        try
        {
            var (operation, values) = Compile(query, operationName, variables);
            return operation.Kind == OperationKind.Subscription
                ? await SubscriptionExecutor.SubscribeAsync(operation, values, _resolvers, accessId, cancellation)
                : throw new GraphQLException(new GraphQLError(ErrorCodes.ValidationFailed, "Queries are served by POST."));
        }
        catch (GraphQLException refused)
        {
            return SubscriptionResult.Refused(refused.Errors);
        }
    }

    private (Operation Operation, VariableValues Variables) Compile(string query, string? operationName, DatumObject? variables)
    {
        var document = GraphQLParser.Parse(query);
        var errors = DocumentValidator.Validate(_schema, document, ValidationOptions.Default);
        if (errors.Count > 0)
        {
            throw new GraphQLException(errors);
        }

        var definition = OperationSelector.Select(document, operationName);
        var values = InputCoercion.CoerceVariables(_schema, definition, variables, _resolvers.Scalars);
        return (OperationCompiler.Compile(_schema, document, definition, values, OperationLimits.Default), values);
    }

    private object? Entities(FieldContext context)
    {
        var representations = context.Arguments["representations"].AsList();
        if (representations.Length > MaxRepresentations)
        {
            throw new GraphQLException(new GraphQLError(
                ErrorCodes.LimitExceeded, $"At most {MaxRepresentations} representations can be asked for at once.")
            {
                Limit = "representations",
            });
        }

        var asked = Array.ConvertAll(representations, Representation);
        foreach (var ofType in asked.GroupBy(
            representation => representation.Type, representation => representation.Key, StringComparer.Ordinal))
        {
            _log.Write((string)context.Parent!, _coordinates.Of(context.Field.Selection!, ofType.Key), [.. ofType]);
        }

        return Array.ConvertAll(asked, representation => Datum.From(_records.Find(representation.Type, representation.Key)));
    }

    private (string Type, string Key) Representation(Datum value)
    {
        if (value.Kind == DatumKind.Object && value.AsObject()["__typename"] is { Kind: DatumKind.String } type
            && _records.KeyField(type.AsString()) is { } keyField && value.AsObject()[keyField] is { Kind: DatumKind.String } key)
        {
            return (type.AsString(), key.AsString());
        }

        throw new GraphQLException(new GraphQLError(
            ErrorCodes.BadUserInput, "A representation needs __typename and the key field of its type, such as citizenNo or addressCode."));
    }
}
