using System.Text;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Planning.Needs;

/// <summary>
/// Makes needs, equal ones once, so that what was found out for one holds for all that are equal. Used by one planning run, by one thread.
/// </summary>
internal sealed class NeedTable(Schema full, FetchPlannerLimits limits)
{
    private readonly Dictionary<string, FieldNeed> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PlaceNeeds> _places = new(StringComparer.Ordinal);

    /// <summary>The full schema that all needs are of.</summary>
    public Schema Full { get; } = full;

    /// <summary>A field of a type.</summary>
    public FieldNeed Field(
        ObjectType parent,
        FieldDefinition definition,
        IReadOnlyList<ArgumentNode> arguments,
        SelectionCondition? condition,
        PlaceNeeds? children,
        string occurrence = "")
    {
        var argumentText = TextOf(arguments);
        var key = $"{parent.Name}.{definition.Name}{argumentText} {children?.Id} {condition} {occurrence}";
        if (!_fields.TryGetValue(key, out var need))
        {
            if (_fields.Count == limits.MaxFields)
            {
                throw FetchPlannerLimits.Exceeded("planFields", limits.MaxFields, "fields");
            }

            need = new FieldNeed(_fields.Count, parent, definition, arguments, argumentText, condition, children, occurrence);
            _fields.Add(key, need);
        }

        return need;
    }

    /// <summary>The same field with less below it.</summary>
    public FieldNeed With(FieldNeed need, PlaceNeeds children) =>
        Field(need.Parent, need.Definition, need.Arguments, need.Condition, children, need.Occurrence);

    /// <summary>The runtime type's name of objects of that type.</summary>
    public FieldNeed TypeName(ObjectType parent) =>
        Field(parent, new FieldDefinition("__typename"), [], condition: null, children: null);

    /// <summary>A place with what is needed there.</summary>
    public PlaceNeeds Place(NamedType type, IReadOnlyList<TypeNeeds> types)
    {
        var key = new StringBuilder(type.Name);
        foreach (var one in types)
        {
            key.Append('|').Append(one.Type.Name).Append(one.AsksTypeName ? "*" : "");
            foreach (var field in one.Fields)
            {
                key.Append(' ').Append(field.Id);
            }
        }

        var text = key.ToString();
        if (!_places.TryGetValue(text, out var place))
        {
            place = new PlaceNeeds(_places.Count, type, types, IsUniform(type, types));
            _places.Add(text, place);
        }

        return place;
    }

    private bool IsUniform(NamedType type, IReadOnlyList<TypeNeeds> types)
    {
        if (type is ObjectType)
        {
            return true;
        }

        return types.Count == Full.PossibleTypes(type).Count && types.All(one => !one.AsksTypeName)
            && types.Skip(1).All(one => one.Fields.Select(Meaning).SequenceEqual(types[0].Fields.Select(Meaning)));
    }

    /// <summary>All needs of fields, in the order in which they were made.</summary>
    public IReadOnlyCollection<FieldNeed> Fields => _fields.Values;

    private static (string, string, int?, SelectionCondition?) Meaning(FieldNeed need) =>
        (need.Name, need.ArgumentText, need.Children?.Id, need.Condition);

    /// <summary>Arguments as text in the order of their names, in parentheses; empty without any.</summary>
    public static string TextOf(IReadOnlyList<ArgumentNode> arguments) => arguments.Count == 0
        ? ""
        : $"({string.Join(", ", arguments.OrderBy(argument => argument.Name, StringComparer.Ordinal).Select(Text))})";

    private static string Text(ArgumentNode argument) =>
        $"{argument.Name}: {DocumentPrinter.Print(argument.Value, PrintLayout.Compact)}";
}
