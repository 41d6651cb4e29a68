using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Subgraphs;

/// <summary>
/// Removes from the <c>@requires</c> and <c>@provides</c> of a Federation 1 subgraph what names no external field: there it has no meaning,
/// in Federation 2 it is a mistake.
/// </summary>
internal sealed class InactiveSelections(SubgraphSchema schema)
{
    /// <summary>Removes them.</summary>
    public void Remove()
    {
        foreach (var field in schema.Types.Values.SelectMany(type => type.Fields.Values))
        {
            for (var i = field.Directives.Count - 1; i >= 0; i--)
            {
                if (field.Directives[i] is { Own: "requires" or "provides" } use && FieldSet.Of(use) is { } set)
                {
                    Replace(field, i, use, set);
                }
            }
        }
    }

    private void Replace(SubgraphField field, int index, DirectiveUse use, SelectionSet set)
    {
        var type = use.Own == "requires" ? field.Parent : schema.Type(field.NamedType);
        var active = type is null ? set : Active(type, set);
        if (active is null)
        {
            field.Directives.RemoveAt(index);
        }
        else if (active != set)
        {
            var text = string.Join(' ', active.Selections.Select(selection => DocumentPrinter.Print(selection, PrintLayout.Compact)));
            var node = new DirectiveNode(use.Node.Name, [new ArgumentNode("fields", new StringNode(text, isBlock: false))])
            {
                Location = use.Node.Location,
            };
            field.Directives[index] = use with { Node = node };
        }
    }

    /// <summary>The same set where nothing is to be left out, null where nothing is left.</summary>
    private SelectionSet? Active(SubgraphType type, SelectionSet set)
    {
        var kept = set.Selections.Select(selection => Active(type, selection)).OfType<Selection>().ToList();
        return kept.SequenceEqual(set.Selections) ? set : kept.Count == 0 ? null : new SelectionSet(kept);
    }

    private Selection? Active(SubgraphType type, Selection selection)
    {
        switch (selection)
        {
            case FieldNode { SelectionSet: { } inner } node when type.Field(node.Name) is { } field && schema.Type(field.NamedType) is { } target:
                var kept = schema.Facts.IsExternal(field) ? inner : Active(target, inner);
                return kept is null ? null : kept == inner ? node : new FieldNode(node.Alias, node.Name, node.Arguments, kept);
            case FieldNode node when type.Field(node.Name) is { } field:
                return schema.Facts.IsExternal(field) || type.Kind == TypeKind.Interface ? node : null;
            case InlineFragment fragment:
                var narrowed = fragment.TypeCondition is null ? type : schema.Type(fragment.TypeCondition);
                var inside = narrowed is null ? fragment.SelectionSet : Active(narrowed, fragment.SelectionSet);
                return inside is null ? null
                    : inside == fragment.SelectionSet ? fragment
                    : new InlineFragment(fragment.TypeCondition, inside);
            default:
                return selection;
        }
    }
}
