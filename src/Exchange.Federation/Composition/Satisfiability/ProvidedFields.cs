using Exchange.Federation.Supergraphs;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Composition.Satisfiability;

/// <summary>Looks fields up in what a <c>@provides</c> names.</summary>
internal sealed class ProvidedFields(Supergraph supergraph)
{
    private readonly Dictionary<string, SelectionSet> _united = new(StringComparer.Ordinal);

    /// <summary>The nodes of that field, type conditions that hold for the type looked through.</summary>
    public IEnumerable<FieldNode> Find(SelectionSet? provided, SupergraphType type, string field) =>
        (provided?.Selections ?? []).SelectMany(selection => selection switch
        {
            FieldNode node when node.Name == field => [node],
            InlineFragment fragment when Applies(fragment.TypeCondition, type.Name) => Find(fragment.SelectionSet, type, field),
            _ => [],
        });

    /// <summary>What is provided below a field: by the field's own <c>@provides</c> and by the one above it.</summary>
    public SelectionSet? Below(Place place, FieldJoin join, string field)
    {
        SelectionSet[] sets =
        [
            .. join.Provides is null ? [] : new[] { join.Provides },
            .. Find(place.Provided, place.Type, field).Select(node => node.SelectionSet).OfType<SelectionSet>(),
        ];
        return sets.Length switch
        {
            0 => null,
            1 => sets[0],
            _ => United(sets),
        };
    }

    // WHY: places are told apart by the very set, so equal unions have to be one, or recursive types would never end.
    private SelectionSet United(SelectionSet[] sets)
    {
        var selections = sets.SelectMany(set => set.Selections)
            .DistinctBy(selection => DocumentPrinter.Print(selection, PrintLayout.Compact))
            .OrderBy(selection => DocumentPrinter.Print(selection, PrintLayout.Compact), StringComparer.Ordinal)
            .ToList();
        var text = string.Join(' ', selections.Select(selection => DocumentPrinter.Print(selection, PrintLayout.Compact)));
        if (!_united.TryGetValue(text, out var union))
        {
            _united.Add(text, union = new SelectionSet(selections));
        }

        return union;
    }

    /// <summary>Whether a fragment with that condition holds for objects of that type.</summary>
    public bool Applies(string? condition, string type) =>
        condition is null || condition == type
        || (supergraph.Full.Type(condition) is { } target && supergraph.Full.PossibleTypes(target).Any(possible => possible.Name == type));

    /// <summary>The types that an object can have: itself for an object type.</summary>
    public IReadOnlyList<ObjectType> PossibleTypes(string type) =>
        supergraph.Full.Type(type) is { } known ? supergraph.Full.PossibleTypes(known) : [];
}
