using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Subgraphs;

/// <summary>
/// The names that federation's directives and types go by in one subgraph, by its <c>@link</c>s; without one it is Federation 1, where they
/// go by their own. Immutable.
/// </summary>
internal sealed class FederationNames
{
    private static readonly HashSet<string> MachineryTypes =
        new(StringComparer.Ordinal) { "_Service", "_Entity", "_Any", "_FieldSet", "FieldSet" };

    private static readonly string[] OwnSpecifications = ["tag", "inaccessible", "authenticated", "requiresScopes", "policy", "cost"];

    private readonly Dictionary<string, string> _own = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _local = new(StringComparer.Ordinal);
    private readonly HashSet<string> _types = new(StringComparer.Ordinal);
    private readonly SpecLink? _federation;

    public FederationNames(IReadOnlyList<SpecLink> links)
    {
        Links = links;
        _federation = links.FirstOrDefault(link => link.IsApollo("federation"));
        Version = _federation?.Version ?? new SpecVersion(1, 0);
        foreach (var directive in FederationDirectives.Of(Version))
        {
            Add(directive, _federation?.LocalDirective(directive) ?? directive);
        }

        foreach (var link in links.Where(link => OwnSpecifications.Any(link.IsApollo)))
        {
            foreach (var directive in link.Name == "cost" ? ["cost", "listSize"] : new[] { link.Name })
            {
                Add(directive, link.LocalDirective(directive));
            }
        }

        foreach (var scalar in FederationDirectives.Scalars)
        {
            _types.Add(LocalType(scalar));
        }
    }

    /// <summary>The links as read.</summary>
    public IReadOnlyList<SpecLink> Links { get; }

    /// <summary>The version of Federation that the subgraph is written for.</summary>
    public SpecVersion Version { get; }

    /// <summary>Whether it is written for Federation 2.</summary>
    public bool IsFederation2 => _federation is not null;

    /// <summary>The directives known here, by the specification's own names.</summary>
    public IEnumerable<string> Directives => _local.Keys;

    /// <summary>The name here of a federation directive; null where this version has none of that name.</summary>
    public string? Local(string directive) => _local.GetValueOrDefault(directive);

    /// <summary>The specification's own name of a directive here; null where it is not federation's.</summary>
    public string? Own(string local) => _own.GetValueOrDefault(local);

    /// <summary>The name here of one of the scalars of the directives' arguments.</summary>
    public string LocalType(string scalar) => _federation?.LocalType(scalar) ?? $"_{scalar}";

    /// <summary>Whether the type is machinery and no part of the graph.</summary>
    public bool IsMachineryType(string name) =>
        MachineryTypes.Contains(name) || _types.Contains(name)
        || Links.Any(link => link.IsApollo("link") || link == _federation
            ? name.StartsWith(link.Prefix + "__", StringComparison.Ordinal)
            : false)
        || name.StartsWith("link__", StringComparison.Ordinal);

    /// <summary>Whether the root field is machinery.</summary>
    public static bool IsMachineryField(string name) => name is "_service" or "_entities";

    /// <summary>The value of a directive's argument; null where it is not given.</summary>
    public static ValueNode? Argument(DirectiveNode directive, string name) =>
        directive.Arguments.FirstOrDefault(argument => argument.Name == name)?.Value;

    private void Add(string own, string local)
    {
        if (_local.Remove(own, out var former))
        {
            _own.Remove(former);
        }

        _local[own] = local;
        _own[local] = own;
    }
}
