using Exchange.Federation.Composition.Subgraphs;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Merging;

/// <summary>Merges subgraphs, each valid by itself, into the supergraph document. Used for one composition.</summary>
internal sealed class SupergraphMerger
{
    private readonly Merge _merge;
    private readonly List<MergedType> _types = [];

    public SupergraphMerger(IReadOnlyList<SubgraphSchema> schemas, ErrorList errors)
    {
        var directives = new DirectiveMerger(schemas, new ComposedDirectives(schemas, errors), errors);
        _merge = new Merge(new JoinGraphs(schemas), new TypeTable(schemas), directives, errors);
    }

    /// <summary>The document; null where mistakes, all reported, stand in its way.</summary>
    public Document? Merge()
    {
        if (!_merge.Schemas.Any(schema => schema.Type("Query") is { Fields.Count: > 0 }))
        {
            _merge.Errors.Add(CompositionCodes.NoQueries, "No subgraph has a field of the type \"Query\"; a graph needs at least one.");
            return null;
        }

        var merger = new TypeMerger(_merge);
        var names = _merge.Schemas.SelectMany(schema => schema.Types.Keys).Distinct(StringComparer.Ordinal);
        _types.AddRange(names.Select(merger.Start).OfType<MergedType>());
        foreach (var type in _types)
        {
            merger.Fill(type);
        }

        var enums = new EnumMerger(_merge, _types);
        foreach (var type in _types.Where(type => type.Kind == TypeKind.Enum))
        {
            enums.Fill(type);
        }

        if (_merge.Errors.Errors.Count == 0)
        {
            new InterfaceObjects(_merge, _types).Settle();
            ImplementationRule.Check(_merge, _types);
            InaccessibleRule.Check(_merge, _types);
        }

        return _merge.Errors.Errors.Count > 0 ? null : SupergraphDocument.Of(_merge, _types, []);
    }
}
