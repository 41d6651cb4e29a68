using Exchange.Federation.Planning.Needs;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Planning.Drafts;

/// <summary>Makes the shapes of a plan and their slots. Used by one planning run, by one thread.</summary>
internal sealed class ShapeTable(Schema full)
{
    private static readonly GraphQLType TypeNameType = new NonNullType(new ScalarType("String"));

    private readonly List<ResultShape> _shapes = [];
    private readonly List<List<ResultSlot>> _slots = [];
    private readonly Dictionary<(int Shape, string Field), ResultSlot> _known = [];

    /// <summary>The schema that shapes are of.</summary>
    public Schema Full => full;

    /// <summary>Every shape, with its slots.</summary>
    public IReadOnlyList<ResultShape> Finish()
    {
        foreach (var shape in _shapes)
        {
            shape.Slots = _slots[shape.Index];
        }

        return _shapes;
    }

    /// <summary>A new shape for objects of that declared type.</summary>
    public ResultShape Add(NamedType type)
    {
        var shape = new ResultShape(_shapes.Count, type);
        _shapes.Add(shape);
        _slots.Add([]);
        if (type is not ObjectType)
        {
            shape.TypeSlot = Slot(shape, "__typename", "", TypeNameType);
        }

        return shape;
    }

    /// <summary>Where the value of a field is kept.</summary>
    public ResultSlot Slot(ResultShape shape, FieldNeed need) =>
        need.IsTypeName ? shape.TypeSlot! : Slot(shape, need.Name, need.ArgumentText, need.Definition.Type, need.Occurrence);

    /// <summary>
    /// Where the value of a field is kept. Types of objects at one place share a slot where their fields have one name, the same arguments
    /// and the same type; whether it may be null tells no values apart.
    /// </summary>
    public ResultSlot Slot(ResultShape shape, string field, string argumentText, GraphQLType type, string occurrence = "")
    {
        var key = (shape.Index, $"{field}{argumentText}:{type.ToString()!.Replace("!", "", StringComparison.Ordinal)} {occurrence}");
        if (!_known.TryGetValue(key, out var slot))
        {
            var slots = _slots[shape.Index];
            slot = new ResultSlot(slots.Count, field, type, type.Named.IsComposite ? Add(type.Named) : null);
            slots.Add(slot);
            _known.Add(key, slot);
        }

        return slot;
    }
}
