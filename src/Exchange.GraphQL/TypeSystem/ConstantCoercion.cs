using System.Globalization;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.Values;

namespace Exchange.GraphQL.TypeSystem;

/// <summary>Why a constant does not fit a type, and where; the message never repeats the constant.</summary>
internal sealed record ConstantProblem(string Message, SourceLocation Location);

/// <summary>
/// Coerces constant literals to values by the input coercion rules of each kind of type (GraphQL September 2025, section 3.5 to 3.12).
/// Recursion follows the literal, and the defaults of what it leaves out; one counter bounds both.
/// </summary>
internal static class ConstantCoercion
{
    /// <summary>How many lists and objects may lie inside each other; a literal alone is bounded by the parser.</summary>
    public const int MaxDepth = 400;

    /// <summary>
    /// Coerces a literal that lies <paramref name="depth"/> levels deep; returns false and the first problem when it does not fit.
    /// <paramref name="defaultOf"/> gives the default of an input field that the literal leaves out, at the depth of the field.
    /// </summary>
    public static bool TryCoerce(
        ValueNode literal, GraphQLType type, int depth, Func<InputValue, int, Datum> defaultOf, out Datum value, out ConstantProblem? problem)
    {
        var run = new Run(defaultOf, depth);
        value = run.Coerce(literal, type);
        problem = run.Problem;
        return problem is null;
    }

    /// <summary>The first reason why a literal does not fit, or null when it does.</summary>
    public static ConstantProblem? FindProblem(ValueNode literal, GraphQLType type)
    {
        TryCoerce(literal, type, 0, (_, _) => default, out _, out var problem);
        return problem;
    }

    /// <summary>One coercion: stops describing after the first problem.</summary>
    private sealed class Run(Func<InputValue, int, Datum> defaultOf, int depth)
    {
        private int _depth = depth;

        public ConstantProblem? Problem { get; private set; }

        public Datum Coerce(ValueNode literal, GraphQLType type)
        {
            if (_depth == MaxDepth)
            {
                return Fail(literal, $"It lies more than {MaxDepth} lists and objects deep.");
            }

            _depth++;
            var value = CoerceInside(literal, type);
            _depth--;
            return value;
        }

        private Datum CoerceInside(ValueNode literal, GraphQLType type) => (type, literal) switch
        {
            (NonNullType, NullNode) => Fail(literal, $"null does not fit \"{type}\"."),
            (NonNullType nonNull, _) => CoerceInside(literal, nonNull.Inner),
            (_, NullNode) => Datum.Null,
            (ListType list, ListNode items) => Datum.From(items.Items.Select(item => Coerce(item, list.Item)).ToArray()),
            // WHY: section 3.11: where a list is expected, one item stands for a list of one.
            (ListType list, _) => Datum.From([Coerce(literal, list.Item)]),
            (InputObjectType input, ObjectNode fields) => CoerceObject(fields, input),
            (EnumType values, EnumNode name) when values.Contains(name.Name) => Datum.FromEnum(name.Name),
            (ScalarType { IsBuiltIn: true } scalar, _) => CoerceBuiltIn(literal, scalar),
            (ScalarType, _) => AnyValue(literal),
            _ => Fail(literal, $"{Describe(literal)} does not fit \"{type}\"."),
        };

        private Datum CoerceObject(ObjectNode literal, InputObjectType type)
        {
            foreach (var field in literal.Fields)
            {
                if (type.Field(field.Name) is null)
                {
                    Fail(field, $"\"{type.Name}\" has no field \"{field.Name}\".");
                }
                else if (literal.Fields.First(other => other.Name == field.Name) != field)
                {
                    Fail(field, $"The field \"{field.Name}\" is given more than once.");
                }
            }

            if (type.IsOneOf && (literal.Fields.Count != 1 || literal.Fields[0].Value is NullNode))
            {
                return Fail(literal, $"\"{type.Name}\" needs exactly one field, and not null.");
            }

            return Datum.From(CoerceFields(literal, type));
        }

        private DatumObject CoerceFields(ObjectNode literal, InputObjectType type)
        {
            var names = new List<string>();
            var values = new List<Datum>();
            foreach (var field in type.Fields)
            {
                if (literal.Fields.FirstOrDefault(other => other.Name == field.Name) is { } given)
                {
                    names.Add(field.Name);
                    values.Add(Coerce(given.Value, field.Type));
                }
                else if (field.DefaultLiteral is not null)
                {
                    names.Add(field.Name);
                    values.Add(defaultOf(field, _depth));
                }
                else if (field.IsRequired)
                {
                    Fail(literal, $"\"{type.Name}\" needs the field \"{field.Name}\".");
                }
            }

            return new DatumObject([.. names], [.. values]);
        }

        private Datum CoerceBuiltIn(ValueNode literal, ScalarType type)
        {
            switch (type.Name, literal)
            {
                case ("Int", IntNode number) when ParseInteger(number.Text) is { } value and >= int.MinValue and <= int.MaxValue:
                    return Datum.From(value);
                case ("Int", IntNode):
                    return Fail(literal, "The number does not fit 32 bits.");
                case ("Float", IntNode number) when ParseFloat(number.Text) is { } value:
                    return Datum.From(value);
                case ("Float", FloatNode number) when ParseFloat(number.Text) is { } value:
                    return Datum.From(value);
                case ("Float", IntNode or FloatNode):
                    return Fail(literal, "The number is too large for a double.");
                case ("String", StringNode text):
                    return Datum.From(text.Value);
                case ("Boolean", BooleanNode boolean):
                    return Datum.From(boolean.Value);
                case ("ID", StringNode text):
                    return Datum.From(text.Value);
                case ("ID", IntNode number):
                    return Datum.From(number.Text);
                default:
                    return Fail(literal, $"{Describe(literal)} does not fit \"{type.Name}\".");
            }
        }

        /// <summary>A custom scalar takes any literal; what it means is the affair of whoever resolves it.</summary>
        private Datum AnyValue(ValueNode literal) => literal switch
        {
            IntNode number when ParseInteger(number.Text) is { } value => Datum.From(value),
            IntNode number when ParseFloat(number.Text) is { } value => Datum.From(value),
            FloatNode number when ParseFloat(number.Text) is { } value => Datum.From(value),
            StringNode text => Datum.From(text.Value),
            BooleanNode boolean => Datum.From(boolean.Value),
            EnumNode name => Datum.FromEnum(name.Name),
            NullNode => Datum.Null,
            ListNode list => Datum.From(list.Items.Select(AnyValue).ToArray()),
            ObjectNode fields => Datum.From(new DatumObject(
                [.. fields.Fields.Select(field => field.Name)], [.. fields.Fields.Select(field => AnyValue(field.Value))])),
            IntNode or FloatNode => Fail(literal, "The number is too large."),
            _ => Fail(literal, "A variable cannot stand in a constant."),
        };

        private Datum Fail(SyntaxNode node, string message)
        {
            Problem ??= new ConstantProblem(message, node.Location);
            return default;
        }

        private static long? ParseInteger(string text) =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

        private static double? ParseFloat(string text) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

        private static string Describe(ValueNode literal) => literal switch
        {
            IntNode => "An integer",
            FloatNode => "A float",
            StringNode => "A string",
            BooleanNode => "A Boolean",
            EnumNode => "This enum value",
            ListNode => "A list",
            ObjectNode => "An object",
            _ => "A variable",
        };
    }
}
