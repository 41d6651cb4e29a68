using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Planning.Drafts;

/// <summary>
/// The response names of one object of an answer. All that is selected on it under any type condition shares them, so that each has one
/// meaning; the same slot has two names where types give it in ways that may not be merged (GraphQL September 2025, section 5.3.2).
/// </summary>
internal sealed class FetchScope
{
    private readonly Dictionary<(ResultSlot Slot, string Shape), ScopedField> _fields = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<ScopedField> _order = [];

    /// <summary>The name of a field of that type in the subgraph.</summary>
    public ScopedField Name(ResultSlot slot, GraphQLType type)
    {
        var shape = ShapeOf(type);
        if (!_fields.TryGetValue((slot, shape), out var field))
        {
            var name = slot.FieldName;
            for (var i = 2; !_names.Add(name); i++)
            {
                name = $"{slot.FieldName}_{i}";
            }

            field = new ScopedField(name, slot, slot.Shape is null ? null : new FetchScope());
            _fields.Add((slot, shape), field);
            _order.Add(field);
        }

        return field;
    }

    /// <summary>The type's name, which is the same field on every type.</summary>
    public void NameType(ResultSlot slot)
    {
        if (_fields.TryAdd((slot, ""), new ScopedField("__typename", slot, null)))
        {
            _names.Add("__typename");
            _order.Insert(0, _fields[(slot, "")]);
        }
    }

    /// <summary>What the executor reads.</summary>
    public FetchSelection ToSelection() => new()
    {
        Fields = [.. _order.Select(field => new FetchField(field.ResponseName, field.Slot, field.Scope?.ToSelection()))],
    };

    // WHY: leaves must have the same type to be merged, objects only the same lists and non-nulls around them.
    private static string ShapeOf(GraphQLType type) => type switch
    {
        NonNullType nonNull => $"{ShapeOf(nonNull.Inner)}!",
        ListType list => $"[{ShapeOf(list.Item)}]",
        NamedType { IsComposite: true } => "{}",
        _ => type.Named.Name,
    };
}

/// <summary>A field of an answer under its response name.</summary>
internal sealed record ScopedField(string ResponseName, ResultSlot Slot, FetchScope? Scope);
