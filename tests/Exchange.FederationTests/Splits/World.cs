using System.Text;
using Exchange.FederationTests.Suites.Subgraphs;
using Exchange.GraphQL;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.Values;

namespace Exchange.FederationTests.Splits;

/// <summary>A schema and its data, before anybody divides it.</summary>
internal sealed class World
{
    /// <summary>The types by name, in the order in which they were made.</summary>
    public Dictionary<string, WorldType> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>The fields of the query root.</summary>
    public List<WorldField> Roots { get; } = [];

    /// <summary>The values of the root fields.</summary>
    public Row RootValues { get; } = [];

    /// <summary>The entities by type, whole; references in them hold the type and the id.</summary>
    public Dictionary<string, List<Row>> Entities { get; } = new(StringComparer.Ordinal);

    public IEnumerable<WorldType> Of(WorldKind kind) => Types.Values.Where(type => type.Kind == kind);

    /// <summary>The interfaces that an entity implements.</summary>
    public IEnumerable<WorldType> InterfacesOf(string entity) => Of(WorldKind.Interface).Where(type => type.Members.Contains(entity));

    /// <summary>The entity that a reference means; the row itself where it is none.</summary>
    public Row Entity(Row row) =>
        row.TypeName is { } type && Entities.TryGetValue(type, out var rows) ? rows.Single(other => other.Text("id") == row.Text("id")) : row;

    /// <summary>The value of a field of a whole object.</summary>
    public object? Value(Row row, FieldNode node)
    {
        var field = Types[row.TypeName!].Field(node.Name);
        if (field.Requires is not null)
        {
            return Computed(field, Entity(row), Value);
        }

        var arguments = node.Arguments.ToDictionary(argument => argument.Name, argument => Literal(argument.Value), StringComparer.Ordinal);
        return WithArguments(field, Entity(row)[field.Name], arguments.GetValueOrDefault("by", 1), arguments.GetValueOrDefault("first", 2), null);
    }

    /// <summary>What a field with arguments gives for its stored value.</summary>
    public static object? WithArguments(WorldField field, object? stored, long by, long first, string? tag) => (field.Arguments, stored) switch
    {
        (ArgumentKind.Text, Datum { Kind: DatumKind.Integer } number) => Datum.From(number.AsInteger() + by),
        (ArgumentKind.Text, Datum text) => Datum.From($"{text.AsString()}|{by}|{tag}"),
        (ArgumentKind.First, IReadOnlyList<object?> items) => items.Take((int)first).ToList(),
        _ => stored,
    };

    /// <summary>What a field is that is computed from others: a text of all of them.</summary>
    public static object? Computed(WorldField field, Row row, Func<Row, FieldNode, object?> read)
    {
        var required = GraphQLParser.Parse($"{{ {field.Requires} }}").Definitions.OfType<OperationDefinition>().Single().SelectionSet;
        var text = new StringBuilder();
        Append(text, required, row, read);
        return Datum.From(text.ToString());
    }

    private static void Append(StringBuilder text, SelectionSet selection, Row row, Func<Row, FieldNode, object?> read)
    {
        foreach (var part in selection.Selections)
        {
            if (part is FieldNode field)
            {
                text.Append(field.Name).Append('=');
                Append(text, field, read(row, field), read);
                text.Append(' ');
            }
            else if (part is InlineFragment fragment && fragment.TypeCondition == row.TypeName)
            {
                Append(text, fragment.SelectionSet, row, read);
            }
        }
    }

    private static void Append(StringBuilder text, FieldNode field, object? value, Func<Row, FieldNode, object?> read)
    {
        switch (value)
        {
            case Row row:
                text.Append('{');
                Append(text, field.SelectionSet!, row, read);
                text.Append('}');
                break;
            case IReadOnlyList<object?> items:
                text.Append('[');
                items.ToList().ForEach(item => Append(text, field, item, read));
                text.Append(']');
                break;
            case Datum leaf:
                text.Append(Row.Text(leaf)).Append(',');
                break;
            default:
                text.Append("null,");
                break;
        }
    }

    private static long Literal(ValueNode value) => value is IntNode number
        ? long.Parse(number.Text, System.Globalization.CultureInfo.InvariantCulture)
        : throw new GraphQLException(new GraphQLError(ErrorCodes.BadUserInput, "Requirements carry numbers only."));
}
