using Exchange.Federation.Planning.Choices;
using Exchange.Federation.Planning.Needs;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Planning.Drafts;

/// <summary>Says from which slots an object is represented towards a subgraph. Used by one planning run, by one thread.</summary>
internal sealed class RepresentationBuilder(ShapeTable shapes)
{
    /// <summary>How objects of that type and shape are represented for a visit.</summary>
    public Representation Build(ResultShape shape, ObjectType type, Visit visit)
    {
        var sets = visit.Requires.Select(set => (set, false)).Prepend((visit.Entry!.Key!.Fields, true)).ToList();
        return new Representation(visit.Entry.TypeName, Fields(shape, type, sets));
    }

    /// <summary>Equal texts mean equal representations.</summary>
    public static string TextOf(Visit visit)
    {
        var requires = visit.Requires.Select(Text).Order(StringComparer.Ordinal);
        return $"{visit.Entry!.TypeName} {(visit.Entry.Key is { } key ? Text(key.Fields) : "")} {string.Join(' ', requires)}";
    }

    private static string Text(SelectionSet set) => DocumentPrinter.Print(set, PrintLayout.Compact);

    // INVARIANT: recursion is bounded by the depth of the field sets, which the parser bounds.
    private List<InputField> Fields(ResultShape shape, ObjectType type, IReadOnlyList<(SelectionSet Set, bool IsKey)> sets)
    {
        var keys = JoiningFields.Of(shapes.Full, type, sets.Where(one => one.IsKey).Select(one => one.Set));
        var fields = new List<InputField>();
        foreach (var (text, nodes) in JoiningFields.Of(shapes.Full, type, sets.Select(one => one.Set)))
        {
            if (type.Field(nodes[0].Name) is { } definition)
            {
                var slot = shapes.Slot(shape, definition.Name, NeedTable.TextOf(nodes[0].Arguments), definition.Type);
                var keyNodes = keys.GetValueOrDefault(text) ?? [];
                var below = nodes.Where(node => node.SelectionSet is not null)
                    .Select(node => (node.SelectionSet!, keyNodes.Contains(node))).ToList();
                fields.Add(new InputField(definition.Name, slot, keyNodes.Count > 0, Below(slot, below))
                {
                    SendsTypeName = definition.Type.Named is InterfaceType or UnionType,
                });
            }
        }

        return fields;
    }

    private Dictionary<string, IReadOnlyList<InputField>>? Below(
        ResultSlot slot, IReadOnlyList<(SelectionSet Set, bool IsKey)> sets)
    {
        if (slot.Shape is null)
        {
            return null;
        }

        var below = new Dictionary<string, IReadOnlyList<InputField>>(StringComparer.Ordinal);
        foreach (var possible in shapes.Full.PossibleTypes(slot.Shape.Type))
        {
            below.Add(slot.Shape.Type is ObjectType ? "" : possible.Name, Fields(slot.Shape, possible, sets));
        }

        return below;
    }
}
