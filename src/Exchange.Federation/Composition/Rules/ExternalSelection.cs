using Exchange.Federation.Composition.Subgraphs;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Rules;

/// <summary>Whether every leaf of a field set is external, or below a field that is.</summary>
internal static class ExternalSelection
{
    /// <summary>The first leaf that is not; null where all are.</summary>
    public static SubgraphField? FirstOwnLeaf(SubgraphSchema schema, SubgraphType type, SelectionSet set)
    {
        foreach (var selection in set.Selections)
        {
            var own = selection switch
            {
                FieldNode node when type.Field(node.Name) is { } field => OwnLeaf(schema, field, node),
                InlineFragment fragment when (fragment.TypeCondition is null ? type : schema.Type(fragment.TypeCondition)) is { } narrowed =>
                    FirstOwnLeaf(schema, narrowed, fragment.SelectionSet),
                _ => null,
            };
            if (own is not null)
            {
                return own;
            }
        }

        return null;
    }

    private static SubgraphField? OwnLeaf(SubgraphSchema schema, SubgraphField field, FieldNode node)
    {
        if (IsExternal(schema, field))
        {
            return null;
        }

        return node.SelectionSet is { } inner && schema.Type(field.NamedType) is { } target ? FirstOwnLeaf(schema, target, inner) : field;
    }

    // WHY: fields of an interface carry no mark; what implements them does.
    private static bool IsExternal(SubgraphSchema schema, SubgraphField field) =>
        field.Has("external") || field.Parent.Has("external")
        || (field.Parent.Kind == TypeKind.Interface
            && schema.PossibleTypes(field.Parent).Select(type => type.Field(field.Name)).OfType<SubgraphField>()
                .Any(same => same.Has("external") || same.Parent.Has("external")));
}
