using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Validation;

/// <summary>The selection sets of a document with the types that they select from, for rules that look at them one by one.</summary>
internal sealed class TypedSelectionSets(ValidationContext context)
{
    /// <summary>
    /// Those of operations, fragments and fields in document order; those of inline fragments belong to what is around them. The type is
    /// null where the schema does not know it or it has no fields.
    /// </summary>
    public IEnumerable<(SelectionSet Set, NamedType? Type)> In(Document document)
    {
        var pending = new Stack<Place>();
        foreach (var outermost in document.Definitions.Select(Outermost).OfType<Place>())
        {
            pending.Push(outermost);
            while (pending.TryPop(out var place))
            {
                if (!place.IsInline)
                {
                    yield return (place.Set, place.Type);
                }

                foreach (var inner in place.Set.Selections.Reverse().Select(selection => Inside(selection, place.Type)).OfType<Place>())
                {
                    pending.Push(inner);
                }
            }
        }
    }

    private sealed record Place(SelectionSet Set, NamedType? Type, bool IsInline);

    private Place? Outermost(Definition definition) => definition switch
    {
        OperationDefinition operation => new Place(operation.SelectionSet, context.Schema.RootType(operation.Kind), false),
        FragmentDefinition fragment => new Place(fragment.SelectionSet, Composite(context.Schema.Type(fragment.TypeCondition)), false),
        _ => null,
    };

    private Place? Inside(Selection selection, NamedType? parent) => selection switch
    {
        FieldNode { SelectionSet: { } set } field =>
            new Place(set, Composite((parent is null ? null : context.MetaFields.Find(parent, field.Name))?.Type.Named), false),
        InlineFragment { TypeCondition: { } name } inline => new Place(inline.SelectionSet, Composite(context.Schema.Type(name)), true),
        InlineFragment inline => new Place(inline.SelectionSet, parent, true),
        _ => null,
    };

    private static NamedType? Composite(NamedType? type) => type is { IsComposite: true } ? type : null;
}
