using System.Globalization;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Values;

namespace Exchange.GraphQL.Execution;

/// <summary>
/// Coerces a literal, with variables inside it, to an input type (GraphQL September 2025, section 3.5 to 3.12 and 6.4.1). Keeps the first
/// fault. One instance coerces one literal.
/// </summary>
internal sealed class LiteralCoercer(VariableValues variables, ScalarSet scalars)
{
    /// <summary>Lists and objects inside a literal; parsers stop earlier.</summary>
    private const int MaxDepth = 250;

    private readonly InputPath _path = new();

    /// <summary>What did not fit; null when the coerced value may be used.</summary>
    public InputFault? Fault { get; private set; }

    /// <summary>The coerced value; meaningless when <see cref="Fault"/> is set.</summary>
    public Datum Coerce(ValueNode node, GraphQLType type) => Coerce(node, type, MaxDepth);

    private Datum Coerce(ValueNode node, GraphQLType type, int depthLeft)
    {
        if (depthLeft == 0)
        {
            return Refuse("a flatter value is expected");
        }

        // INVARIANT: variables are coerced to their declared type, which validation found to fit this position.
        var variable = default(Datum);
        if (node is NullNode || (node is VariableNode name && (!variables.TryGet(name.Name, out variable) || variable.IsNull)))
        {
            return type.IsNonNull ? Refuse($"a value of type {type} is expected, not null") : Datum.Null;
        }

        if (node is VariableNode)
        {
            return variable;
        }

        return type.Nullable switch
        {
            ListType list => CoerceList(node, list, depthLeft - 1),
            InputObjectType input => CoerceObject(node, input, depthLeft - 1),
            EnumType @enum => CoerceEnum(node, @enum),
            ScalarType scalar => CoerceScalar(node, scalar, depthLeft),
            var other => Refuse($"{other} cannot be used for input"),
        };
    }

    private Datum CoerceList(ValueNode node, ListType type, int depthLeft)
    {
        if (node is not ListNode list)
        {
            return Datum.From([Coerce(node, type.Item, depthLeft)]);
        }

        var items = new Datum[list.Items.Count];
        for (var i = 0; i < items.Length; i++)
        {
            _path.Enter(i);
            items[i] = Coerce(list.Items[i], type.Item, depthLeft);
            _path.Leave();
        }

        return Datum.From(items);
    }

    private Datum CoerceObject(ValueNode node, InputObjectType type, int depthLeft)
    {
        if (node is not ObjectNode literal || literal.Fields.Any(given => type.Field(given.Name) is null))
        {
            return Refuse($"an object with only fields that {type} defines is expected");
        }

        var names = new List<string>(type.Fields.Count);
        var values = new List<Datum>(type.Fields.Count);
        var written = 0;
        foreach (var field in type.Fields)
        {
            _path.Enter(field.Name);
            if (literal.Fields.FirstOrDefault(candidate => candidate.Name == field.Name) is { } given && !IsLeftOut(given.Value))
            {
                names.Add(field.Name);
                values.Add(Coerce(given.Value, field.Type, depthLeft));
                written++;
            }
            else if (field.DefaultLiteral is not null)
            {
                names.Add(field.Name);
                values.Add(field.Default);
            }
            else if (field.IsRequired)
            {
                Refuse($"a value of type {field.Type} is expected, but the field is missing");
            }

            _path.Leave();
        }

        return type.IsOneOf && (written != 1 || literal.Fields.Count != 1 || values[0].IsNull)
            ? Refuse($"exactly one field of {type} is expected, and not null")
            : Datum.From(new DatumObject([.. names], [.. values]));
    }

    private bool IsLeftOut(ValueNode node) => node is VariableNode variable && !variables.TryGet(variable.Name, out _);

    private Datum CoerceEnum(ValueNode node, EnumType type) =>
        node is EnumNode value && type.Contains(value.Name)
            ? Datum.FromEnum(value.Name)
            : Refuse($"one of the values of {type} is expected");

    private Datum CoerceScalar(ValueNode node, ScalarType type, int depthLeft)
    {
        Datum? coerced = (node, type.Name) switch
        {
            (FloatNode, "Int" or "ID") => null,
            (IntNode number, "ID") => Datum.From(number.Text),
            _ => scalars.For(type.Name).Input(Untyped(node, depthLeft)),
        };
        return coerced ?? Refuse($"a value of type {type} is expected");
    }

    private Datum Untyped(ValueNode node, int depthLeft) => node switch
    {
        _ when depthLeft == 0 => Refuse("a flatter value is expected"),
        IntNode number when long.TryParse(number.Text, CultureInfo.InvariantCulture, out var integer) => Datum.From(integer),
        IntNode number => Float(number.Text),
        FloatNode number => Float(number.Text),
        StringNode text => Datum.From(text.Value),
        BooleanNode boolean => Datum.From(boolean.Value),
        EnumNode @enum => Datum.FromEnum(@enum.Name),
        VariableNode variable => variables.TryGet(variable.Name, out var value) ? value : Datum.Null,
        ListNode list => Datum.From(list.Items.Select(item => Untyped(item, depthLeft - 1)).ToArray()),
        ObjectNode literal => Datum.From(new DatumObject(
            [.. literal.Fields.Select(field => field.Name)],
            [.. literal.Fields.Select(field => Untyped(field.Value, depthLeft - 1))])),
        _ => Datum.Null,
    };

    // WHY: a number beyond 64 bits becomes infinite, which the scalar then refuses or understands.
    private static Datum Float(string text) => Datum.From(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));

    private Datum Refuse(string expectation)
    {
        Fault ??= new InputFault(_path.ToString(), expectation);
        return Datum.Null;
    }
}
