using Exchange.GraphQL.Values;

namespace Exchange.GraphQL.TypeSystem.Building;

/// <summary>
/// Coerces the defaults of arguments and input fields (GraphQL September 2025, section 3.6.1 and 3.10.1). The default of an input object
/// contains the defaults of the fields that it leaves out, so defaults depend on each other and must not do so in a circle. A short text can
/// thus stand for a value of any size, so its size is bounded too.
/// </summary>
internal sealed class DefaultValueResolver
{
    /// <summary>How many values one default may hold, with the defaults inside it.</summary>
    private const int MaxValues = 20_000;

    private readonly SchemaDraft _draft;
    private readonly SchemaErrors _errors;
    private readonly Dictionary<InputValue, bool> _finished = [];
    private readonly Dictionary<InputValue, string> _coordinates;

    private DefaultValueResolver(SchemaDraft draft, SchemaErrors errors)
    {
        _draft = draft;
        _errors = errors;
        _coordinates = draft.Inputs().ToDictionary(input => input.Value, input => input.Coordinate);
    }

    /// <summary>Sets every <see cref="InputValue.Default"/>; what does not fit its type is an error.</summary>
    public static void Resolve(SchemaDraft draft, SchemaErrors errors)
    {
        var resolver = new DefaultValueResolver(draft, errors);
        foreach (var input in draft.Inputs())
        {
            resolver.DefaultOf(input.Value, 0);
        }
    }

    private Datum DefaultOf(InputValue input, int depth)
    {
        if (input.DefaultLiteral is null || _finished.GetValueOrDefault(input))
        {
            return input.Default;
        }

        if (!_finished.TryAdd(input, false))
        {
            return Refuse(input, "contains itself.");
        }

        if (!ConstantCoercion.TryCoerce(input.DefaultLiteral, input.Type, depth, DefaultOf, out var value, out var problem))
        {
            _errors.Add("DefaultValues", $"The default of \"{_coordinates[input]}\" is wrong: {problem!.Message}", problem.Location);
        }
        else if (Room(value, MaxValues, ConstantCoercion.MaxDepth) < 0)
        {
            Refuse(input, $"holds more than {MaxValues} values or {ConstantCoercion.MaxDepth} levels, with the defaults inside it.");
        }
        else
        {
            input.Default = value;
        }

        _finished[input] = true;
        return input.Default;
    }

    /// <summary>What is left of the room after a value took its place; negative as soon as there is none, or no level.</summary>
    private static int Room(Datum value, int room, int levels)
    {
        if (levels == 0)
        {
            return -1;
        }

        room--;
        var parts = value.Kind switch
        {
            DatumKind.List => value.AsList(),
            DatumKind.Object => value.AsObject().Values.ToArray(),
            _ => [],
        };
        for (var i = 0; i < parts.Length && room >= 0; i++)
        {
            room = Room(parts[i], room, levels - 1);
        }

        return room;
    }

    private Datum Refuse(InputValue input, string reason)
    {
        _errors.Add("DefaultValues", $"The default of \"{_coordinates[input]}\" {reason}", _draft.LocationOf(input));
        return default;
    }
}
