using Exchange.GraphQL.Language;

namespace Exchange.Federation.Supergraphs;

/// <summary>
/// Which names of a supergraph document belong to the specifications that it links (link specification v1.0): directives and types that
/// callers do not see.
/// </summary>
internal sealed class SupergraphLinks
{
    private static readonly HashSet<string> Specified = new(StringComparer.Ordinal) { "skip", "include", "deprecated", "specifiedBy", "oneOf" };

    private readonly HashSet<string> _machinery = new(StringComparer.Ordinal);
    private readonly List<string> _prefixes = [];
    private readonly Dictionary<string, string> _canonical = new(StringComparer.Ordinal);

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "link", "core", "join", "inaccessible", "tag", "federation", "authenticated", "requiresScopes", "policy", "cost",
    };

    private SupergraphLinks()
    {
    }

    /// <summary>Specifications that a gateway has to know to execute or protect the graph and that this one does not.</summary>
    public List<string> Unknown { get; } = [];

    public static SupergraphLinks Of(Document document)
    {
        var links = new SupergraphLinks();
        foreach (var directive in document.Definitions.OfType<SchemaDefinitionNode>().SelectMany(schema => schema.Directives))
        {
            // WHY: the first supergraphs named their specifications by @core, with the address under another name.
            var url = JoinText.Text(directive, "url") ?? JoinText.Text(directive, "feature");
            if (url is not null && directive.Name is "link" or "core")
            {
                links.Read(directive, url!);
            }
        }

        links.Add("link", null);
        links.Add("join", null);
        return links;
    }

    /// <summary>Whether a type or directive of that name is machinery.</summary>
    public bool IsMachinery(string name) => _machinery.Contains(name) || _prefixes.Exists(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Whether a directive stays in the schema that callers see.</summary>
    public bool IsKept(DirectiveNode directive) => Specified.Contains(directive.Name);

    /// <summary>The specification's own name of a directive.</summary>
    public string Canonical(string name) => _canonical.GetValueOrDefault(name, name);

    /// <summary>Whether the element carries <c>@inaccessible</c>, under whatever name.</summary>
    public bool IsInaccessible(Definition element) => element.Directives.Any(directive => Canonical(directive.Name) == "inaccessible");

    private void Read(DirectiveNode link, string url)
    {
        // https://specs.apollo.dev/NAME/vX.Y
        var parts = url.TrimEnd('/').Split('/');
        var name = parts.Length > 1 && parts[^1].StartsWith('v') ? parts[^2] : parts[^1];
        Add(name, JoinText.Text(link, "as"));
        if (JoinText.Name(link, "for") is "EXECUTION" or "SECURITY" && !Known.Contains(name))
        {
            Unknown.Add(url);
        }

        foreach (var import in JoinText.Argument(link, "import") is ListNode imports ? imports.Items : [])
        {
            var (original, local) = import switch
            {
                StringNode text => (text.Value, text.Value),
                ObjectNode pair => (Field(pair, "name"), Field(pair, "as") ?? Field(pair, "name")),
                _ => (null, null),
            };
            if (original is not null && local is not null)
            {
                _machinery.Add(local.TrimStart('@'));
                _canonical[local.TrimStart('@')] = original.TrimStart('@');
            }
        }
    }

    private void Add(string specification, string? alias)
    {
        var local = alias ?? specification;
        _machinery.Add(local);
        _prefixes.Add($"{local}__");
        _canonical.TryAdd(local, specification);
    }

    private static string? Field(ObjectNode node, string name) =>
        (node.Fields.FirstOrDefault(field => field.Name == name)?.Value as StringNode)?.Value;
}
