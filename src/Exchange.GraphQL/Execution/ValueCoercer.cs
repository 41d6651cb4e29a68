using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Values;

namespace Exchange.GraphQL.Execution;

/// <summary>
/// Coerces a value that came as JSON to an input type (GraphQL September 2025, section 3.5 to 3.12). Collects every fault, up to
/// <see cref="MaxFaults"/>. One instance coerces one value.
/// </summary>
internal sealed class ValueCoercer(ScalarSet scalars)
{
    /// <summary>Beyond this many faults in one value, the rest stays unreported.</summary>
    public const int MaxFaults = 5;

    /// <summary>Lists and objects inside a value; the reader stops at 64.</summary>
    public const int MaxDepth = 100;

    private readonly List<InputFault> _faults = [];
    private readonly InputPath _path = new();

    /// <summary>What did not fit; empty when the coerced value may be used.</summary>
    public IReadOnlyList<InputFault> Faults => _faults;

    /// <summary>The coerced value; meaningless when <see cref="Faults"/> is not empty.</summary>
    public Datum Coerce(Datum value, GraphQLType type) => Coerce(value, type, MaxDepth);

    private Datum Coerce(Datum value, GraphQLType type, int depthLeft)
    {
        if (depthLeft == 0)
        {
            return Fault("a flatter value is expected");
        }

        if (value.IsNull)
        {
            return type.IsNonNull ? Fault($"a value of type {type} is expected, not null") : Datum.Null;
        }

        return type.Nullable switch
        {
            ListType list => CoerceList(value, list, depthLeft - 1),
            InputObjectType input => CoerceObject(value, input, depthLeft - 1),
            EnumType @enum => CoerceEnum(value, @enum),
            ScalarType scalar => scalars.For(scalar.Name).Input(value) ?? Fault($"a value of type {scalar} is expected"),
            var other => Fault($"{other} cannot be used for input"),
        };
    }

    private Datum CoerceList(Datum value, ListType type, int depthLeft)
    {
        if (value.Kind != DatumKind.List)
        {
            // A single value stands for the list that holds it (section 3.11).
            return Datum.From([Coerce(value, type.Item, depthLeft)]);
        }

        var items = value.AsList();
        var coerced = new Datum[items.Length];
        for (var i = 0; i < items.Length && _faults.Count < MaxFaults; i++)
        {
            _path.Enter(i);
            coerced[i] = Coerce(items[i], type.Item, depthLeft);
            _path.Leave();
        }

        return Datum.From(coerced);
    }

    private Datum CoerceObject(Datum value, InputObjectType type, int depthLeft)
    {
        if (value.Kind != DatumKind.Object)
        {
            return Fault($"an object of type {type} is expected");
        }

        var given = value.AsObject();
        RefuseUnknownFields(given, type);
        var names = new List<string>(type.Fields.Count);
        var values = new List<Datum>(type.Fields.Count);
        foreach (var field in type.Fields)
        {
            _path.Enter(field.Name);
            if (given.TryGet(field.Name, out var fieldValue))
            {
                names.Add(field.Name);
                values.Add(Coerce(fieldValue, field.Type, depthLeft));
            }
            else if (field.DefaultLiteral is not null)
            {
                names.Add(field.Name);
                values.Add(field.Default);
            }
            else if (field.IsRequired)
            {
                Fault($"a value of type {field.Type} is expected, but the field is missing");
            }

            _path.Leave();
        }

        if (type.IsOneOf && (given.Count != 1 || given.Values[0].IsNull))
        {
            Fault($"exactly one field of {type} is expected, and not null");
        }

        return Datum.From(new DatumObject([.. names], [.. values]));
    }

    private void RefuseUnknownFields(DatumObject given, InputObjectType type)
    {
        foreach (var name in given.Names)
        {
            if (type.Field(name) is null)
            {
                // WHY: the unknown name is the caller's text and may itself be personal; the type is enough to find the mistake.
                Fault($"only fields that {type} defines are expected");
                return;
            }
        }
    }

    private Datum CoerceEnum(Datum value, EnumType type) =>
        value.Kind is DatumKind.String or DatumKind.Enum && type.Contains(value.AsString())
            ? Datum.FromEnum(value.AsString())
            : Fault($"one of the values of {type} is expected");

    private Datum Fault(string expectation)
    {
        if (_faults.Count < MaxFaults)
        {
            _faults.Add(new InputFault(_path.ToString(), expectation));
        }

        return Datum.Null;
    }
}
