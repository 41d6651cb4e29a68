using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Subgraphs;

/// <summary>One subgraph as composition sees it: its types without the machinery, its root types under their default names.</summary>
internal sealed class SubgraphSchema(string name, string url, FederationNames names)
{
    private FederationFacts? _facts;

    public string Name { get; } = name;

    public string Url { get; } = url;

    public FederationNames Names { get; } = names;

    /// <summary>The types in definition order.</summary>
    public OrderedDictionary<string, SubgraphType> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>The directives that the subgraph defines itself, federation's left out.</summary>
    public OrderedDictionary<string, DirectiveDefinitionNode> DirectiveDefinitions { get; } = new(StringComparer.Ordinal);

    /// <summary>Federation's directives that the subgraph writes out.</summary>
    public List<DirectiveDefinitionNode> OwnDefinitionsOfFederation { get; } = [];

    /// <summary>The directives on the schema itself, the links left out.</summary>
    public List<DirectiveUse> SchemaDirectives { get; } = [];

    /// <summary>What its directives say of its fields. Read only once the upgrade of Federation 1 is done.</summary>
    public FederationFacts Facts => _facts ??= FederationFacts.Of(this);

    public SubgraphType? Type(string name) => Types.GetValueOrDefault(name);

    /// <summary>Forgets what was read of the directives, because they changed.</summary>
    public void Refresh() => _facts = null;

    /// <summary>The object types that a value of the type can have here.</summary>
    public IEnumerable<SubgraphType> PossibleTypes(SubgraphType type) => type.Kind switch
    {
        TypeKind.Object => [type],
        TypeKind.Union => type.Members.Select(Type).OfType<SubgraphType>(),
        TypeKind.Interface => Types.Values.Where(other => other.Kind == TypeKind.Object && other.Interfaces.Contains(type.Name)),
        _ => [],
    };

    public static bool IsRoot(string type) => type is "Query" or "Mutation" or "Subscription";
}
