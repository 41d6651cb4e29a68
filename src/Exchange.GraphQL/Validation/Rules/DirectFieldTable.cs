using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>What stands directly in each selection set, read once for every type that it is looked at from.</summary>
internal sealed class DirectFieldTable(ValidationContext context)
{
    private readonly Dictionary<(SelectionSet Set, NamedType? Parent), DirectFields> _known = [];

    /// <summary>What stands in a selection set of that type; null where the schema does not know it.</summary>
    public DirectFields Of(SelectionSet set, NamedType? parent)
    {
        if (!_known.TryGetValue((set, parent), out var fields))
        {
            _known[(set, parent)] = fields = new DirectFields();
            Collect(set, parent, fields);
        }

        return fields;
    }

    /// <summary>What stands in a fragment.</summary>
    public DirectFields Of(FragmentDefinition fragment) => Of(fragment.SelectionSet, context.Schema.Type(fragment.TypeCondition));

    // INVARIANT: recursion follows inline fragments as they are written, whose nesting the parser bounds.
    private void Collect(SelectionSet set, NamedType? parent, DirectFields fields)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case FieldNode field:
                    fields.Add(new MergeableField(field, parent, context.MergedField(parent, field.Name)));
                    break;
                case InlineFragment inline:
                    Collect(inline.SelectionSet, inline.TypeCondition is { } name ? context.Schema.Type(name) : parent, fields);
                    break;
                case FragmentSpread spread when context.Fragments.TryGetValue(spread.Name, out var fragment):
                    fields.Add(fragment);
                    break;
            }
        }
    }
}
