using Exchange.Federation.Planning.Needs;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Planning.Choices;

/// <summary>
/// Whether field sets of several <c>@requires</c> want different values under one name: a representation has room for one. Stateless.
/// </summary>
internal static class RequiredConflict
{
    /// <summary>Whether objects of that type cannot be represented for all of the field sets at once.</summary>
    public static bool Exists(Schema full, ObjectType type, IReadOnlyList<SelectionSet> sets)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var nodes in JoiningFields.Of(full, type, sets).Values)
        {
            if (!names.Add(nodes[0].Name) || (type.Field(nodes[0].Name) is { } field && IsBelow(full, field.Type.Named, nodes)))
            {
                return true;
            }
        }

        return false;
    }

    // INVARIANT: recursion is bounded by the depth of the field sets, which the parser bounds.
    private static bool IsBelow(Schema full, NamedType type, List<FieldNode> nodes)
    {
        var sets = nodes.Select(node => node.SelectionSet).OfType<SelectionSet>().ToList();
        return sets.Count > 1 && full.PossibleTypes(type).Any(possible => Exists(full, possible, sets));
    }
}
