using System.Collections;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Values;

namespace Exchange.GraphQL.Execution;

/// <summary>
/// One execution: resolves fields, completes their values, and carries nulls up to the next place that allows them (GraphQL September 2025,
/// section 6.4). One instance serves one execution; its fields may complete on several threads.
/// </summary>
internal sealed class OperationRun(Operation operation, VariableValues variables, ResolverMap resolvers, CancellationToken cancelled)
{
    /// <summary>A completed value; a failed one is null because of an error that is already reported.</summary>
    private readonly record struct Completion(Datum Value, bool IsFailed)
    {
        public static Completion Failed => new(Datum.Null, true);

        public static implicit operator Completion(Datum value) => new(value, false);
    }

    private readonly FieldPlans _plans = new(operation, variables, resolvers);
    private readonly List<GraphQLError> _errors = [];

    /// <summary>The schema that introspection tells of; all of it unless something else is said.</summary>
    public Schema Shown { get; init; } = operation.Schema;

    /// <summary>What introspection may still give; null where the operation itself is run.</summary>
    public IntrospectionAllowance? Allowance { get; init; }

    /// <summary>The errors, in the order in which they happened; complete when execution is.</summary>
    public IReadOnlyList<GraphQLError> Errors => _errors;

    /// <summary>Executes the whole operation and gives <c>data</c>.</summary>
    public async ValueTask<Datum> ExecuteAsync(object? rootValue)
    {
        if (operation.Root.FaultOf(operation.RootType.Name) is { } fault)
        {
            _errors.Add(fault);
            return Datum.Null;
        }

        var data = operation.Kind == OperationKind.Mutation
            ? await ExecuteSeriallyAsync(operation.Root, rootValue).ConfigureAwait(false)
            : await ExecuteAsync(operation.Root, operation.RootType, rootValue, null).ConfigureAwait(false);
        return data.Value;
    }

    /// <summary>Executes one field of the root selection and gives its value.</summary>
    public async ValueTask<Datum> ExecuteAsync(SelectedField field, object? rootValue) =>
        (await ExecuteAsync(field, rootValue, null).ConfigureAwait(false)).Value;

    private async ValueTask<Completion> ExecuteSeriallyAsync(SelectedSet set, object? parent)
    {
        var fields = set.For(operation.RootType.Name);
        var completions = new Completion[fields.Count];
        for (var i = 0; i < completions.Length; i++)
        {
            completions[i] = await ExecuteAsync(fields[i], parent, null).ConfigureAwait(false);
        }

        return Assemble(set, operation.RootType, completions);
    }

    // INVARIANT: recursion follows the selection and the lists of declared types, both bounded when the operation was compiled.
    private async ValueTask<Completion> ExecuteAsync(SelectedSet set, ObjectType type, object? parent, ResponsePath? path)
    {
        var fields = set.For(type.Name);
        var started = new ValueTask<Completion>[fields.Count];
        for (var i = 0; i < started.Length; i++)
        {
            started[i] = ExecuteAsync(fields[i], parent, path);
        }

        return Assemble(set, type, await AllAsync(started).ConfigureAwait(false));
    }

    private static Completion Assemble(SelectedSet set, ObjectType type, Completion[] completions)
    {
        var fields = set.For(type.Name);
        var values = new Datum[completions.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (completions[i].IsFailed && fields[i].Definition.Type.IsNonNull)
            {
                return Completion.Failed;
            }

            values[i] = completions[i].Value;
        }

        return Datum.From(new DatumObject(set.ResponseNames(type.Name), values));
    }

    /// <summary>Waits for all, also when one throws, so that no work goes on unobserved after the answer.</summary>
    private static async ValueTask<Completion[]> AllAsync(ValueTask<Completion>[] started)
    {
        var completions = new Completion[started.Length];
        OperationCanceledException? stopped = null;
        for (var i = 0; i < started.Length; i++)
        {
            try
            {
                completions[i] = await started[i].ConfigureAwait(false);
            }
            catch (OperationCanceledException exception)
            {
                stopped = exception;
            }
        }

        return stopped is null ? completions : throw new OperationCanceledException(stopped.Message, stopped, stopped.CancellationToken);
    }

    private async ValueTask<Completion> ExecuteAsync(SelectedField field, object? parent, ResponsePath? parentPath)
    {
        // WHY: no exception, for every field that is still to come would throw its own; whoever gave the allowance looks at it afterwards.
        if (Allowance is not null && !Allowance.TryTake())
        {
            return Completion.Failed;
        }

        if (field.IsTypeName)
        {
            return Datum.From(field.Parent.Name);
        }

        var path = new ResponsePath(parentPath, field.ResponseName);
        try
        {
            cancelled.ThrowIfCancellationRequested();
            var plan = _plans.Of(field);
            var value = plan.Resolver is { } resolve
                ? await resolve(new FieldContext(operation, field, parent, plan.Arguments, path, cancelled) { Shown = Shown }).ConfigureAwait(false)
                : PropertyReader.Read(parent, field.Definition.Name);
            return await CompleteAsync(field, field.Definition.Type, value, path).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            throw;
        }
        catch (GraphQLException expected)
        {
            return Fail(field, path, expected.Errors);
        }
        catch (Exception unexpected)
        {
            // WHY: what a resolver throws may quote data; its owner is told, the caller only learns where.
            resolvers.Unexpected?.Invoke(field, unexpected);
            return Fail(field, path, "could not be resolved");
        }
    }

    private async ValueTask<Completion> CompleteAsync(SelectedField field, GraphQLType type, object? value, ResponsePath path)
    {
        if (type is NonNullType nonNull)
        {
            var completion = await CompleteAsync(field, nonNull.Inner, value, path).ConfigureAwait(false);
            return completion is { IsFailed: false, Value.IsNull: true } ? Fail(field, path, "has no value but must have one") : completion;
        }

        return value switch
        {
            null or Datum { IsNull: true } => Datum.Null,
            _ when type is ListType list => await CompleteListAsync(field, list, value, path).ConfigureAwait(false),
            _ when type.Named.IsLeaf => LeafReader.Read(value, type.Named, resolvers.Scalars) is { } leaf
                ? leaf
                : Fail(field, path, $"holds a value that is not of type {type.Named}"),
            _ => await CompleteObjectAsync(field, type.Named, value, path).ConfigureAwait(false),
        };
    }

    private async ValueTask<Completion> CompleteListAsync(SelectedField field, ListType type, object value, ResponsePath path)
    {
        if (Items(value) is not { } items)
        {
            return Fail(field, path, "holds a value that is not a list");
        }

        var started = new ValueTask<Completion>[items.Count];
        for (var i = 0; i < started.Length; i++)
        {
            started[i] = CompleteAsync(field, type.Item, items[i], new ResponsePath(path, i));
        }

        var completions = await AllAsync(started).ConfigureAwait(false);
        return type.Item.IsNonNull && completions.Any(completion => completion.IsFailed)
            ? Completion.Failed
            : Datum.From(completions.Select(completion => completion.Value).ToArray());
    }

    private static List<object?>? Items(object value) => value switch
    {
        Datum { Kind: DatumKind.List } list => [.. list.AsList()],
        string or IReadOnlyDictionary<string, object?> => null,
        IEnumerable items => [.. items],
        _ => null,
    };

    private ValueTask<Completion> CompleteObjectAsync(SelectedField field, NamedType type, object value, ResponsePath path)
    {
        var name = type is ObjectType ? type.Name : TypeNameOf(field, type, value);
        return field.Selection is { } selection && name is not null && selection.PossibleTypes.Contains(name)
            && operation.Schema.Type(name) is ObjectType objectType
            ? selection.FaultOf(name) is { } fault ? new(Fail(field, path, [fault])) : ExecuteAsync(selection, objectType, value, path)
            : new(Fail(field, path, $"holds a value that is not of type {type}"));
    }

    private string? TypeNameOf(SelectedField field, NamedType type, object value)
    {
        try
        {
            return resolvers.Types.TryGetValue(type.Name, out var resolve) ? resolve(value) : TypeNameIn(value);
        }
        catch (Exception unexpected)
        {
            // WHY: here and not at the field, so that in a list only this item is lost.
            resolvers.Unexpected?.Invoke(field, unexpected);
            return null;
        }
    }

    private static string? TypeNameIn(object value) => PropertyReader.Read(value, "__typename") switch
    {
        string name => name,
        Datum { Kind: DatumKind.String or DatumKind.Enum } name => name.AsString(),
        _ => null,
    };

    private Completion Fail(SelectedField field, ResponsePath path, string problem) =>
        Fail(field, path, [new GraphQLError(ErrorCodes.Internal, $"Field \"{field.Parent.Name}.{field.Definition.Name}\" {problem}.")]);

    private Completion Fail(SelectedField field, ResponsePath path, IReadOnlyList<GraphQLError> errors)
    {
        var keys = path.ToList();
        lock (_errors)
        {
            _errors.AddRange(errors.Select(error => error with { Path = keys, Locations = [field.Location] }));
        }

        return Completion.Failed;
    }
}
