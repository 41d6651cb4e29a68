using Exchange.Demo.Sources;
using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Validation;
using Exchange.GraphQL.Values;

namespace Exchange.Demo.Health;

/// <summary>
/// Runs queries on the health commission's records. Each <c>_entities</c> selection is written down before it is answered. Thread-safe.
/// </summary>
internal sealed class HealthGraph
{
    private const int MaxRepresentations = 1_000;
    private readonly Schema _schema = HealthSchema.Build();
    private readonly HealthRegistry _registry;
    private readonly SourceLog _log;
    private readonly ResolverMap _resolvers;

    public HealthGraph(HealthRegistry registry, SourceLog log)
    {
        _registry = registry;
        _log = log;
        _resolvers = new ResolverMap
        {
            Fields = new Dictionary<string, FieldResolver>
            {
                ["Query._service"] = _ => new ValueTask<object?>(new DatumObject(["sdl"], [Datum.From(HealthSchema.Sdl)])),
                ["Query._entities"] = context => new ValueTask<object?>(Entities(context)),
                ["Person.vaccinationComplete"] = context => new ValueTask<object?>(IsVaccinated(context)),
            },
        };
    }

    /// <summary>Runs one request; <paramref name="accessId"/> is what the hub calls it.</summary>
    public async Task<ExecutionResult> RunAsync(
        string query, string? operationName, DatumObject? variables, string accessId, CancellationToken cancellation)
    {
        try
        {
            var document = GraphQLParser.Parse(query);
            var errors = DocumentValidator.Validate(_schema, document, ValidationOptions.Default);
            if (errors.Count > 0)
            {
                return ExecutionResult.Refused(errors);
            }

            var definition = OperationSelector.Select(document, operationName);
            var values = InputCoercion.CoerceVariables(_schema, definition, variables, _resolvers.Scalars);
            var operation = OperationCompiler.Compile(_schema, document, definition, values, OperationLimits.Default);
            return await OperationExecutor.ExecuteAsync(operation, values, _resolvers, accessId, cancellation);
        }
        catch (GraphQLException refused)
        {
            return ExecutionResult.Refused(refused.Errors);
        }
    }

    private object? Entities(FieldContext context)
    {
        var representations = context.Arguments["representations"].AsList();
        if (representations.Length > MaxRepresentations)
        {
            throw new GraphQLException(new GraphQLError(ErrorCodes.LimitExceeded,
            $"At most {MaxRepresentations} representations can be asked for at once.")
            {
                Limit = "representations",
            });
        }

        var asked = Array.ConvertAll(representations, Representation);
        foreach (var ofType in asked.GroupBy(
            representation => representation.Type, representation => representation.Key, StringComparer.Ordinal))
        {
            _log.Write((string)context.Parent!, SelectedCoordinates.Of(context.Field.Selection!, ofType.Key), [.. ofType]);
        }

        return Array.ConvertAll(asked, representation => Datum.From(_registry.Find(representation.Type, representation.Key)));
    }

    private static (string Type, string Key) Representation(Datum value)
    {
        if (value.Kind == DatumKind.Object && value.AsObject()["__typename"] is { Kind: DatumKind.String } type
            && HealthRegistry.KeyField(type.AsString()) is { } keyField && value.AsObject()[keyField] is { Kind: DatumKind.String } key)
        {
            return (type.AsString(), key.AsString());
        }

        throw new GraphQLException(new GraphQLError(
            ErrorCodes.BadUserInput,
            "A representation needs __typename and the key field of its type: citizenNo, addressCode or eventId."));
    }

    private static object? IsVaccinated(FieldContext context)
    {
        var person = context.Parent switch
        {
            DatumObject value => value,
            Datum { Kind: DatumKind.Object } value => value.AsObject(),
            _ => null,
        };
        return person?[HealthRegistry.CompletedPrograms].AsList().Contains(context.Arguments["program"]);
    }
}
