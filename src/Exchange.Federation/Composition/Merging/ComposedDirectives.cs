using Exchange.Federation.Composition.Subgraphs;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Merging;

/// <summary>The subgraphs' own directives that are carried into the supergraph document because a subgraph asks for it (<c>@composeDirective</c>).</summary>
internal sealed class ComposedDirectives
{
    private readonly Dictionary<string, (SpecLink Link, DirectiveDefinitionNode Definition)> _directives = new(StringComparer.Ordinal);
    private readonly ErrorList _errors;

    public ComposedDirectives(IReadOnlyList<SubgraphSchema> schemas, ErrorList errors)
    {
        _errors = errors;
        foreach (var schema in schemas)
        {
            foreach (var use in schema.SchemaDirectives.Where(use => use.Own == "composeDirective"))
            {
                Read(schema, use);
            }
        }
    }

    /// <summary>The definitions by name.</summary>
    public IEnumerable<DirectiveDefinitionNode> Definitions => _directives.Values.Select(entry => entry.Definition);

    /// <summary>The links that the document needs for them, one per specification.</summary>
    public IEnumerable<DirectiveNode> Links => _directives
        .GroupBy(entry => entry.Value.Link.Identity, StringComparer.Ordinal)
        .Select(group => JoinNodes.Directive(
            "link",
            JoinNodes.Text("url", group.First().Value.Link.Url),
            new ArgumentNode("import", new ListNode([.. group.Select(entry => Import(entry.Value.Link, entry.Key))]))));

    /// <summary>Those on an element, from the subgraphs' elements; equal ones once.</summary>
    public IEnumerable<DirectiveNode> Of(IReadOnlyList<SubgraphElement?> elements, IReadOnlyList<SubgraphSchema> schemas) =>
        _directives.Count == 0
            ? []
            : elements.Take(schemas.Count)
                .SelectMany(element => element?.Directives ?? [])
                .Where(use => use.Own is null && _directives.ContainsKey(use.Node.Name))
                .Select(use => use.Node)
                .DistinctBy(node => DocumentPrinter.Print(node, PrintLayout.Compact));

    private static ValueNode Import(SpecLink link, string local)
    {
        var own = "@" + link.OwnDirective(local);
        return own == "@" + local
            ? new StringNode(own, isBlock: false)
            : new ObjectNode([JoinNodes.Text("name", own), JoinNodes.Text("as", "@" + local)]);
    }

    private void Read(SubgraphSchema schema, DirectiveUse use)
    {
        var name = use.Text("name");
        if (name is not ['@', _, ..])
        {
            Report(schema, use, $"\"@composeDirective\" needs the name of a directive with its \"@\", and has \"{name}\".");
            return;
        }

        var local = name[1..];
        var link = schema.Names.Links.FirstOrDefault(link => link.OwnDirective(local) is not null);
        if (schema.Names.Own(local) is not null)
        {
            return;
        }

        if (!schema.DirectiveDefinitions.TryGetValue(local, out var definition))
        {
            Report(schema, use, $"\"@composeDirective\" names \"{name}\", which the subgraph does not define.");
        }
        else if (link is null)
        {
            Report(schema, use, $"\"@composeDirective\" names \"{name}\", which belongs to no specification that the subgraph links.");
        }
        else
        {
            Keep(schema, use, local, link, definition);
        }
    }

    private void Keep(SubgraphSchema schema, DirectiveUse use, string local, SpecLink link, DirectiveDefinitionNode definition)
    {
        if (!_directives.TryGetValue(local, out var known))
        {
            _directives.Add(local, (link, definition));
        }
        else if (known.Link.Identity != link.Identity || known.Link.Version?.Major != link.Version?.Major)
        {
            Report(schema, use, $"\"@{local}\" is of \"{link.Url}\" here and of \"{known.Link.Url}\" elsewhere; the graph can have one of them.");
        }
        else if (link.Version is { } version && known.Link.Version is { } other && version.CompareTo(other) > 0)
        {
            _directives[local] = (link, definition);
        }
    }

    private void Report(SubgraphSchema schema, DirectiveUse use, string message) =>
        _errors.Add(CompositionCodes.DirectiveCompositionError, message, schema.Name, null, use.Node.Location);
}
