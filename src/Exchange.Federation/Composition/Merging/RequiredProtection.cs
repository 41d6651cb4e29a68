using Exchange.Federation.Composition.Subgraphs;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Merging;

/// <summary>
/// What a field <c>@requires</c> is fetched for whoever may see the field, so the field is at least as protected as what it is made of.
/// </summary>
internal sealed class RequiredProtection(Merge merge, IReadOnlyList<MergedType> types)
{
    private readonly Dictionary<string, MergedType> _byName = types.ToDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>Reports every field that is less protected.</summary>
    public void Check()
    {
        foreach (var type in types)
        {
            foreach (var field in type.Fields.Values)
            {
                foreach (var (index, source) in field.Sources.Index().Where(entry => entry.Item is not null))
                {
                    foreach (var requires in source!.All("requires"))
                    {
                        Check(type, field, index, requires);
                    }
                }
            }
        }
    }

    private void Check(MergedType type, MergedField field, int index, DirectiveUse requires)
    {
        var own = Protection.All([Protection.Of(type, merge.Directives), Protection.Of(field, merge.Directives)]);
        if (FieldSet.Of(requires) is { } set && FirstStricter(type, set, own) is { } stricter)
        {
            merge.Errors.Add(
                CompositionCodes.MissingTransitiveAuthRequirements,
                $"\"{field.Coordinate}\" requires \"{stricter.Coordinate}\", which demands more of callers; let it demand as much "
                    + "(\"@authenticated\", \"@requiresScopes\", \"@policy\").",
                merge.NameOf(index),
                field.Coordinate,
                requires.Node.Location);
        }
    }

    private MergedField? FirstStricter(MergedType type, SelectionSet set, Protection own)
    {
        foreach (var selection in set.Selections)
        {
            var stricter = selection switch
            {
                FieldNode node when type.Fields.GetValueOrDefault(node.Name) is { } field => Stricter(field, node, own),
                InlineFragment { TypeCondition: { } condition } fragment when _byName.TryGetValue(condition, out var narrowed) =>
                    FirstStricter(narrowed, fragment.SelectionSet, own),
                InlineFragment fragment => FirstStricter(type, fragment.SelectionSet, own),
                _ => null,
            };
            if (stricter is not null)
            {
                return stricter;
            }
        }

        return null;
    }

    private MergedField? Stricter(MergedField field, FieldNode node, Protection own)
    {
        var target = _byName.GetValueOrDefault(TypeNodes.NameOf(field.Type));
        if (!own.Implies(Protection.Of(field, merge.Directives)) || !own.Implies(Protection.Of(target, merge.Directives)))
        {
            return field;
        }

        return node.SelectionSet is { } inner && target is not null ? FirstStricter(target, inner, own) : null;
    }
}
