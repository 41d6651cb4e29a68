using Exchange.Federation.Composition.Subgraphs;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Merging;

/// <summary>Carries directives from the subgraphs' elements to those of the composed graph, and knows which were carried.</summary>
internal sealed class DirectiveMerger
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _carried = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<SubgraphSchema> _schemas;
    private readonly ComposedDirectives _composed;

    public DirectiveMerger(IReadOnlyList<SubgraphSchema> schemas, ComposedDirectives composed, ErrorList errors)
    {
        _schemas = schemas;
        _composed = composed;
        foreach (var directive in CarriedDirective.All)
        {
            _names[directive.Own] = NameOf(directive.Own, schemas, errors);
        }
    }

    /// <summary>The directives of federation that stand anywhere in the composed graph, and what they are called there.</summary>
    public IEnumerable<(CarriedDirective Directive, string Name)> Carried =>
        CarriedDirective.All.Where(directive => _carried.Contains(directive.Own)).Select(directive => (directive, _names[directive.Own]));

    /// <summary>The directives that subgraphs asked to be carried over.</summary>
    public ComposedDirectives Composed => _composed;

    /// <summary>Gives a merged element the directives of its sources.</summary>
    public void Apply(MergedElement merged, IEnumerable<SubgraphElement?> sources)
    {
        var elements = sources.ToList();
        merged.Directives.AddRange(Specified("deprecated", elements).Concat(Specified("specifiedBy", elements)).Concat(Specified("oneOf", elements)));
        foreach (var directive in CarriedDirective.All)
        {
            var uses = elements.SelectMany(element => element?.All(directive.Own) ?? []).ToList();
            if (uses.Count > 0)
            {
                _carried.Add(directive.Own);
                merged.Directives.AddRange(directive.Combine(_names[directive.Own], uses));
                merged.IsInaccessible |= directive.Own == "inaccessible";
            }
        }

        merged.Directives.AddRange(_composed.Of(elements, _schemas));
    }

    // WHY: the specified directives stand once, so of several texts the one that most subgraphs give is kept.
    private static IEnumerable<DirectiveNode> Specified(string name, IEnumerable<SubgraphElement?> elements) => elements
        .Select(element => element?.Directives.Find(use => use.Own is null && use.Node.Name == name)?.Node)
        .OfType<DirectiveNode>()
        .GroupBy(node => DocumentPrinter.Print(node, PrintLayout.Compact), StringComparer.Ordinal)
        .OrderByDescending(group => group.Count())
        .Take(1)
        .Select(group => group.First());

    private static string NameOf(string own, IReadOnlyList<SubgraphSchema> schemas, ErrorList errors)
    {
        var names = schemas.Where(schema => Uses(schema, own)).Select(schema => schema.Names.Local(own)!)
            .Where(name => !name.Contains("__", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
        if (names.Count > 1)
        {
            errors.Add(
                CompositionCodes.LinkImportNameMismatch,
                $"\"@{own}\" is imported under different names: {string.Join(", ", names.Select(name => $"\"@{name}\""))}. "
                    + "It stands in the composed graph, so import it under one name everywhere.");
        }

        return names.Count == 1 ? names[0] : own;
    }

    private static bool Uses(SubgraphSchema schema, string own) =>
        schema.Names.Local(own) is not null && schema.Types.Values.Any(type => Elements(type).Any(element => element.Has(own)));

    private static IEnumerable<SubgraphElement> Elements(SubgraphType type) =>
    [
        type,
        .. type.Fields.Values,
        .. type.Fields.Values.SelectMany(field => field.Arguments),
        .. type.Values,
        .. type.Inputs,
    ];
}
