using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Values;

namespace Exchange.GraphQL.Execution;

/// <summary>
/// Coerces what a caller sends to what the schema declares. Errors name the variable or argument and the place inside it, and never hold
/// the value. Stateless and safe to share between threads.
/// </summary>
public static class InputCoercion
{
    private static readonly DatumObject NoArguments = new([], []);

    /// <summary>
    /// Coerces the variables of a request (GraphQL September 2025, section 6.1.2). Variables that the operation does not declare are
    /// ignored. Throws <see cref="GraphQLException"/> (<c>BAD_USER_INPUT</c>) with an error for each misfit.
    /// </summary>
    public static VariableValues CoerceVariables(Schema schema, OperationDefinition operation, DatumObject? variables, ScalarSet scalars)
    {
        if (operation.Variables.Count == 0)
        {
            return VariableValues.Empty;
        }

        var coerced = new Dictionary<string, Datum>(operation.Variables.Count, StringComparer.Ordinal);
        var errors = new List<GraphQLError>();
        var given = ByName(variables);
        foreach (var definition in operation.Variables)
        {
            CoerceVariable(schema, definition, given, scalars, coerced, errors);
        }

        return errors.Count == 0 ? new VariableValues(coerced) : throw new GraphQLException(errors);
    }

    /// <summary>
    /// Coerces the arguments of a field (section 6.4.1). An argument that is neither given nor has a default is left out.
    /// Throws <see cref="GraphQLException"/> (<c>BAD_USER_INPUT</c>) at the first misfit.
    /// </summary>
    public static DatumObject CoerceArguments(
        FieldDefinition field, IReadOnlyList<ArgumentNode> arguments, VariableValues variables, ScalarSet scalars) =>
        field.Arguments.Count == 0 ? NoArguments : CoerceArguments(field.Name, field.Arguments, arguments, variables, scalars);

    private static DatumObject CoerceArguments(
        string owner,
        IReadOnlyList<InputValue> definitions,
        IReadOnlyList<ArgumentNode> arguments,
        VariableValues variables,
        ScalarSet scalars)
    {
        var names = new List<string>(definitions.Count);
        var values = new List<Datum>(definitions.Count);
        foreach (var definition in definitions)
        {
            var given = arguments.FirstOrDefault(argument => argument.Name == definition.Name);
            if (given is null || (given.Value is VariableNode variable && !variables.TryGet(variable.Name, out _)))
            {
                if (definition.DefaultLiteral is not null)
                {
                    names.Add(definition.Name);
                    values.Add(definition.Default);
                }
                else if (definition.IsRequired)
                {
                    throw Misfit(owner, definition, new InputFault("", $"a value of type {definition.Type} is expected"), given);
                }

                continue;
            }

            var coercer = new LiteralCoercer(variables, scalars);
            var value = coercer.Coerce(given.Value, definition.Type);
            if (coercer.Fault is { } fault)
            {
                throw Misfit(owner, definition, fault, given);
            }

            names.Add(definition.Name);
            values.Add(value);
        }

        return new DatumObject([.. names], [.. values]);
    }

    private static void CoerceVariable(
        Schema schema,
        VariableDefinition definition,
        Dictionary<string, Datum> given,
        ScalarSet scalars,
        Dictionary<string, Datum> coerced,
        List<GraphQLError> errors)
    {
        var type = TypeReference.Resolve(schema, definition.Type);
        if (type is not { Named.IsInput: true })
        {
            errors.Add(Misfit(definition, new InputFault("", "its declared type is not an input type of this schema")));
        }
        else if (given.TryGetValue(definition.Name, out var value))
        {
            var coercer = new ValueCoercer(scalars);
            coerced[definition.Name] = coercer.Coerce(value, type);
            errors.AddRange(coercer.Faults.Select(fault => Misfit(definition, fault)));
        }
        else if (definition.DefaultValue is { } literal)
        {
            var coercer = new LiteralCoercer(VariableValues.Empty, scalars);
            coerced[definition.Name] = coercer.Coerce(literal, type);
            if (coercer.Fault is { } fault)
            {
                errors.Add(Misfit(definition, fault));
            }
        }
        else if (type.IsNonNull)
        {
            errors.Add(Misfit(definition, new InputFault("", $"a value of type {type} is expected, but it is missing")));
        }
    }

    // WHY: a request may send thousands of variables, and looking through all of them for each declared one would be their product.
    private static Dictionary<string, Datum> ByName(DatumObject? variables)
    {
        var given = new Dictionary<string, Datum>(variables?.Count ?? 0, StringComparer.Ordinal);
        for (var i = 0; variables is not null && i < variables.Count; i++)
        {
            given.TryAdd(variables.Names[i], variables.Values[i]);
        }

        return given;
    }

    private static GraphQLError Misfit(VariableDefinition definition, InputFault fault) =>
        new(ErrorCodes.BadUserInput, $"Variable \"${definition.Name}\" {fault.Sentence}") { Locations = [definition.Location] };

    private static GraphQLException Misfit(string owner, InputValue definition, InputFault fault, ArgumentNode? given)
    {
        var message = $"Argument \"{definition.Name}\" of \"{owner}\" {fault.Sentence}";
        return new GraphQLException(new GraphQLError(ErrorCodes.BadUserInput, message)
        {
            Locations = given is null ? [] : [given.Location],
        });
    }
}
