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

    /// <summary>What did not fit; empty when the coerced value may be used.</summary>
    public IReadOnlyList<InputFault> Faults => _faults;

    /// <summary>The coerced value; meaningless when <see cref="Faults"/> is not empty.</summary>
    public Datum Coerce(Datum value, GraphQLType type) => Coerce(value, type, null, MaxDepth);

    private Datum Coerce(Datum value, GraphQLType type, InputPlace? place, int depthLeft)
    {
        if (depthLeft == 0)
        {
            return Fault(place, "a flatter value is expected");
        }

        if (value.IsNull)
        {
            return type.IsNonNull ? Fault(place, $"a value of type {type} is expected, not null") : Datum.Null;
        }

        return type.Nullable switch
        {
            ListType list => CoerceList(value, list, place, depthLeft - 1),
            InputObjectType input => CoerceObject(value, input, place, depthLeft - 1),
            EnumType @enum => CoerceEnum(value, @enum, place),
            ScalarType scalar => scalars.For(scalar.Name).Input(value) ?? Fault(place, $"a value of type {scalar} is expected"),
            var other => Fault(place, $"{other} cannot be used for input"),
        };
    }

    private Datum CoerceList(Datum value, ListType type, InputPlace? place, int depthLeft)
    {
        if (value.Kind != DatumKind.List)
        {
            // A single value stands for the list that holds it (section 3.12).
            return Datum.From([Coerce(value, type.Item, place, depthLeft)]);
        }

        var items = value.AsList();
        var coerced = new Datum[items.Length];
        for (var i = 0; i < items.Length && _faults.Count < MaxFaults; i++)
        {
            coerced[i] = Coerce(items[i], type.Item, InputPlace.OfItem(place, i), depthLeft);
        }

        return Datum.From(coerced);
    }

    private Datum CoerceObject(Datum value, InputObjectType type, InputPlace? place, int depthLeft)
    {
        if (value.Kind != DatumKind.Object)
        {
            return Fault(place, $"an object of type {type} is expected");
        }

        var given = value.AsObject();
        RefuseUnknownFields(given, type, place);
        var names = new List<string>(type.Fields.Count);
        var values = new List<Datum>(type.Fields.Count);
        foreach (var field in type.Fields)
        {
            if (given.TryGet(field.Name, out var fieldValue))
            {
                names.Add(field.Name);
                values.Add(Coerce(fieldValue, field.Type, InputPlace.OfField(place, field.Name), depthLeft));
            }
            else if (field.DefaultLiteral is not null)
            {
                names.Add(field.Name);
                values.Add(field.Default);
            }
            else if (field.IsRequired)
            {
                Fault(InputPlace.OfField(place, field.Name), $"a value of type {field.Type} is expected, but the field is missing");
            }
        }

        if (type.IsOneOf && (given.Count != 1 || given.Values[0].IsNull))
        {
            Fault(place, $"exactly one field of {type} is expected, and not null");
        }

        return Datum.From(new DatumObject([.. names], [.. values]));
    }

    private void RefuseUnknownFields(DatumObject given, InputObjectType type, InputPlace? place)
    {
        foreach (var name in given.Names)
        {
            if (type.Field(name) is null)
            {
                // WHY: the unknown name is the caller's text and may itself be personal; the type is enough to find the mistake.
                Fault(place, $"only fields that {type} defines are expected");
                return;
            }
        }
    }

    private Datum CoerceEnum(Datum value, EnumType type, InputPlace? place) =>
        value.Kind is DatumKind.String or DatumKind.Enum && type.Contains(value.AsString())
            ? Datum.FromEnum(value.AsString())
            : Fault(place, $"one of the values of {type} is expected");

    private Datum Fault(InputPlace? place, string expectation)
    {
        if (_faults.Count < MaxFaults)
        {
            _faults.Add(new InputFault(place, expectation));
        }

        return Datum.Null;
    }
}
