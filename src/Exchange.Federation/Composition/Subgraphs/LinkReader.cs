using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Subgraphs;

/// <summary>Reads the <c>@link</c>s of a subgraph's schema definition and extensions. Used for one subgraph.</summary>
internal sealed class LinkReader(string subgraph, ErrorList errors)
{
    private const string LinkIdentity = SpecLink.ApolloHome + "link";

    /// <summary>The links in order; mistakes are reported.</summary>
    public IReadOnlyList<SpecLink> Read(Document document)
    {
        var applied = document.Definitions.OfType<SchemaDefinitionNode>().SelectMany(schema => schema.Directives).ToList();
        var name = applied.FirstOrDefault(DefinesItself)?.Name ?? "link";
        var links = applied.Where(directive => directive.Name == name).Select(ReadLink).OfType<SpecLink>().ToList();
        foreach (var twice in links.GroupBy(link => link.Identity, StringComparer.Ordinal).Where(group => group.Skip(1).Any()))
        {
            Report(
                CompositionCodes.InvalidLinkDirectiveUsage, $"\"{twice.Key}\" is linked more than once; keep one \"@link\" of it.",
                twice.Last().Location);
        }

        return links;
    }

    // WHY: the link specification may itself be linked under another name, and then every @link of the document goes by that name.
    private static bool DefinesItself(DirectiveNode directive) =>
        Text(directive, "url") is { } url
        && url.StartsWith(LinkIdentity + "/", StringComparison.Ordinal)
        && (Text(directive, "as") ?? "link") == directive.Name;

    private SpecLink? ReadLink(DirectiveNode directive)
    {
        if (Text(directive, "url") is not { } url)
        {
            Report(
                CompositionCodes.InvalidLinkDirectiveUsage, "\"@link\" needs a \"url\", the URL of a specification.", directive.Location);
            return null;
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out _))
        {
            Report(CompositionCodes.InvalidLinkIdentifier, $"\"{url}\" is not the URL of a specification.", directive.Location);
            return null;
        }

        var (identity, name, version) = Split(url.TrimEnd('/'));
        var prefix = Text(directive, "as") ?? name;
        return new SpecLink(url, identity, name, version, prefix, Imports(directive), directive.Location);
    }

    private static (string Identity, string Name, SpecVersion? Version) Split(string url)
    {
        var last = url.LastIndexOf('/');
        var version = SpecVersion.Parse(url[(last + 1)..]);
        var identity = version is null ? url : url[..last];
        return (identity, identity[(identity.LastIndexOf('/') + 1)..], version);
    }

    private Dictionary<string, string> Imports(DirectiveNode link)
    {
        var imports = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in Argument(link, "import") is ListNode list ? list.Items : [])
        {
            var (name, alias) = item switch
            {
                StringNode text => (text.Value, text.Value),
                ObjectNode renamed => (Text(renamed, "name"), Text(renamed, "as") ?? Text(renamed, "name")),
                _ => (null, null),
            };
            if (name is not { Length: > 0 } || alias is not { Length: > 0 } || name.StartsWith('@') != alias.StartsWith('@'))
            {
                Report(
                    CompositionCodes.InvalidLinkDirectiveUsage,
                    "An import is a name, or a name and what it is called here: \"@key\" or {name: \"@key\", as: \"@entity\"}; a directive keeps its \"@\".",
                    item.Location);
                continue;
            }

            imports[name] = alias;
        }

        return imports;
    }

    private static ValueNode? Argument(DirectiveNode directive, string name) =>
        directive.Arguments.FirstOrDefault(argument => argument.Name == name)?.Value;

    private static string? Text(DirectiveNode directive, string name) => (Argument(directive, name) as StringNode)?.Value;

    private static string? Text(ObjectNode node, string name) =>
        (node.Fields.FirstOrDefault(field => field.Name == name)?.Value as StringNode)?.Value;

    private void Report(string code, string message, SourceLocation location) => errors.Add(code, message, subgraph, null, location);
}
