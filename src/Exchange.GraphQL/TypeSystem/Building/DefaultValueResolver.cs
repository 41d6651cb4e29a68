using Exchange.GraphQL.Values;

namespace Exchange.GraphQL.TypeSystem.Building;

/// <summary>
/// Coerces the defaults of arguments and input fields (GraphQL September 2025, section 3.6.1 and 3.10.1). The default of an input object
/// contains the defaults of the fields that it leaves out, so defaults depend on each other and must not do so in a circle.
/// </summary>
internal sealed class DefaultValueResolver
{
    /// <summary>How many defaults may lie inside each other; each may itself nest as deep as the parser allows.</summary>
    private const int MaxDepth = 16;

    private readonly SchemaDraft _draft;
    private readonly SchemaErrors _errors;
    private readonly Dictionary<InputValue, bool> _finished = [];
    private readonly Dictionary<InputValue, string> _coordinates;
    private int _depth;

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
            resolver.DefaultOf(input.Value);
        }
    }

    private Datum DefaultOf(InputValue input)
    {
        if (input.DefaultLiteral is null || _finished.GetValueOrDefault(input))
        {
            return input.Default;
        }

        if (!_finished.TryAdd(input, false))
        {
            return Refuse(input, "contains itself.");
        }

        if (_depth == MaxDepth)
        {
            _finished[input] = true;
            return Refuse(input, $"lies more than {MaxDepth} defaults deep.");
        }

        _depth++;
        if (ConstantCoercion.TryCoerce(input.DefaultLiteral, input.Type, DefaultOf, out var value, out var problem))
        {
            input.Default = value;
        }
        else
        {
            _errors.Add("DefaultValues", $"The default of \"{_coordinates[input]}\" is wrong: {problem!.Message}", problem.Location);
        }

        _depth--;
        _finished[input] = true;
        return input.Default;
    }

    private Datum Refuse(InputValue input, string reason)
    {
        _errors.Add("DefaultValues", $"The default of \"{_coordinates[input]}\" {reason}", _draft.LocationOf(input));
        return default;
    }
}
