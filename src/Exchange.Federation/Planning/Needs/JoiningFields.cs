using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Planning.Needs;

/// <summary>The fields of a field set (of a key, <c>@requires</c> or <c>@provides</c>) that hold for one type.</summary>
internal static class JoiningFields
{
    /// <summary>
    /// By name and arguments, the nodes that select the same value of objects of <paramref name="type"/>, fragments resolved; in the order
    /// in which they first stand.
    /// </summary>
    public static Dictionary<string, List<FieldNode>> Of(Schema full, ObjectType type, IEnumerable<SelectionSet> selections)
    {
        var fields = new Dictionary<string, List<FieldNode>>(StringComparer.Ordinal);
        var pending = new Stack<Selection>(selections.SelectMany(set => set.Selections).Reverse());

        // INVARIANT: field sets are parsed under the parser's depth limit and have no spreads, so that this ends.
        while (pending.TryPop(out var selection))
        {
            if (selection is FieldNode field && field.Name != "__typename")
            {
                Add(fields, field);
            }
            else if (selection is InlineFragment inline && Holds(full, inline.TypeCondition, type))
            {
                foreach (var inner in inline.SelectionSet.Selections.Reverse())
                {
                    pending.Push(inner);
                }
            }
        }

        return fields;
    }

    /// <summary>Whether an object of that type meets a type condition.</summary>
    public static bool Holds(Schema full, string? condition, ObjectType type) =>
        condition is null || (full.Type(condition) is { } named && full.PossibleTypes(named).Contains(type));

    private static void Add(Dictionary<string, List<FieldNode>> fields, FieldNode field)
    {
        var key = field.Name + NeedTable.TextOf(field.Arguments);
        if (!fields.TryGetValue(key, out var same))
        {
            fields.Add(key, same = []);
        }

        same.Add(field);
    }
}
